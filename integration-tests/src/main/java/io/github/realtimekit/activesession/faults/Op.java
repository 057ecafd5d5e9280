package io.github.realtimekit.activesession.faults;

import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.NewPoll;
import io.github.realtimekit.activesession.Participants;
import java.util.concurrent.CompletableFuture;

/** The operations, each with one way to call it and what the server sees and says. */
public enum Op {
    GET("/active-session", "session.json"),
    FIND("/active-session", "session.json"),
    KICK("/active-session/kick", "kick.json"),
    KICK_ALL("/active-session/kick-all", "kick-all.json"),
    CREATE_POLL("/active-session/poll", "poll.json");

    private static final Participants PARTICIPANTS = Participants.withIds("aaa2e1c3-0d52-4b55-9c11-8d3cf1f1f001");
    private static final NewPoll POLL = NewPoll.of("Ship it?", "Yes", "No");

    private final String path;
    private final String body;

    Op(String path, String file) {
        this.path = path;
        this.body = Reactions.file(file);
    }

    static Op at(String path) {
        for (Op op : values()) {
            if (path.endsWith(op.path)) {
                return op;
            }
        }
        throw new IllegalArgumentException("no operation at " + path);
    }

    /** How the path of its requests ends. */
    public String path() {
        return path;
    }

    /** The answer when all is well. */
    public String body() {
        return body;
    }

    public int status() {
        return this == CREATE_POLL ? 201 : 200;
    }

    public Object call(ActiveSessionClient client, String meeting) {
        return switch (this) {
            case GET -> client.get(meeting);
            case FIND -> client.find(meeting);
            case KICK -> client.kick(meeting, PARTICIPANTS);
            case KICK_ALL -> client.kickAll(meeting);
            case CREATE_POLL -> client.createPoll(meeting, POLL);
        };
    }

    public CompletableFuture<?> start(ActiveSessionClient client, String meeting) {
        return switch (this) {
            case GET -> client.async().get(meeting);
            case FIND -> client.async().find(meeting);
            case KICK -> client.async().kick(meeting, PARTICIPANTS);
            case KICK_ALL -> client.async().kickAll(meeting);
            case CREATE_POLL -> client.async().createPoll(meeting, POLL);
        };
    }
}
