package io.github.realtimekit.activesession.contract;

import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.NewPoll;
import io.github.realtimekit.activesession.Participants;

/** The five calls, with the request that each makes and the status that it hopes for. */
enum Call {
    GET("GET", "", 200) {
        @Override
        Object run(Caller caller, ActiveSessionClient client, String meeting) {
            return caller.call(client, c -> c.get(meeting), c -> c.get(meeting));
        }
    },
    FIND("GET", "", 200) {
        @Override
        Object run(Caller caller, ActiveSessionClient client, String meeting) {
            return caller.call(client, c -> c.find(meeting), c -> c.find(meeting));
        }
    },
    KICK("POST", "/kick", 200) {
        @Override
        Object run(Caller caller, ActiveSessionClient client, String meeting) {
            Participants who = Participants.withIds("p-1").andCustomIds("user-42");
            return caller.call(client, c -> c.kick(meeting, who), c -> c.kick(meeting, who));
        }
    },
    KICK_ALL("POST", "/kick-all", 200) {
        @Override
        Object run(Caller caller, ActiveSessionClient client, String meeting) {
            return caller.call(client, c -> c.kickAll(meeting), c -> c.kickAll(meeting));
        }
    },
    POLL("POST", "/poll", 201) {
        @Override
        Object run(Caller caller, ActiveSessionClient client, String meeting) {
            NewPoll poll = NewPoll.of("Ship it?", "Yes", "No");
            return caller.call(client, c -> c.createPoll(meeting, poll), c -> c.createPoll(meeting, poll));
        }
    };

    final String method;
    final String suffix;
    final int success;

    Call(String method, String suffix, int success) {
        this.method = method;
        this.suffix = suffix;
        this.success = success;
    }

    /** Makes the call, with arguments that fit. */
    abstract Object run(Caller caller, ActiveSessionClient client, String meeting);

    /** The path below the address of the API, for ids that are percent-encoded already. */
    String path(String account, String app, String meeting) {
        return "/accounts/" + account + "/realtime/kit/" + app + "/meetings/" + meeting + "/active-session" + suffix;
    }
}
