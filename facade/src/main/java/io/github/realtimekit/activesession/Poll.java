package io.github.realtimekit.activesession;

import io.github.realtimekit.activesession.generated.model.PollJson;
import io.github.realtimekit.activesession.generated.model.PollOptionJson;
import io.github.realtimekit.activesession.generated.model.PollVoteJson;
import io.github.realtimekit.activesession.internal.json.Json;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A poll in a session, with its votes at the time of the response.
 *
 * <pre>{@code
 * Poll poll = client.createPoll(meetingId, NewPoll.of("Ship it?", "Yes", "No")).poll();
 * for (Poll.Option option : poll.options()) {
 *     System.out.println(option.text() + ": " + option.count());
 * }
 * }</pre>
 *
 * <p>An accessor throws {@link UnreadableResponseException} if its own field is missing or unreadable. An
 * {@code Optional} is empty if the field is missing, null, blank or the text {@code null}. Polls are immutable and have
 * value equality.
 */
public final class Poll {
    private final PollJson json;
    private final Fields fields;
    private final List<Option> options;

    Poll(PollJson json, Fields fields) {
        this.json = json;
        this.fields = fields;
        this.options = fields.list("options", json.getOptions(), Option::new);
    }

    /**
     * {@return a poll read from JSON, such as the {@code data.poll} object of a response, for tests and for what
     * {@link #toJson} wrote}
     *
     * @param json a JSON object
     * @throws UnreadableResponseException if the text is not a JSON object, or has the wrong type where an object or a
     *     list is expected
     */
    public static Poll fromJson(String json) {
        return Fields.fromJson("poll", json, PollJson.class, Poll::new);
    }

    /** {@return the poll's id} */
    public String id() {
        return fields.text("id", json.getId());
    }

    /** {@return the question} */
    public String question() {
        return fields.text("question", json.getQuestion());
    }

    /** {@return the options, unmodifiable} */
    public List<Option> options() {
        return fields.required("options", json.getOptions(), options, "a list");
    }

    /** {@return whether the poll hides who voted for what} */
    public Optional<Boolean> anonymous() {
        return fields.optionalFlag("anonymous", json.getAnonymous());
    }

    /** {@return whether participants see the votes only after voting} */
    public Optional<Boolean> hideVotes() {
        return fields.optionalFlag("hide_votes", json.getHideVotes());
    }

    /** {@return the creator of the poll: a name or an id} */
    public Optional<String> createdBy() {
        return fields.optionalText("created_by", json.getCreatedBy());
    }

    /** {@return the participant ids of everyone who has voted, unmodifiable; empty if nobody has} */
    public List<String> voted() {
        return fields.texts("voted", json.getVoted());
    }

    /**
     * {@return this poll as a JSON object, to cache or store it; {@link #fromJson} turns it back into an equal poll}
     *
     * <pre>{@code
     * String json = poll.toJson();
     * Poll same = Poll.fromJson(json);
     * }</pre>
     *
     * <p>It has the fields of this class as the service sent them, including unreadable ones, but no unknown fields.
     * Its votes include people's names, so be careful where you store it.
     */
    public String toJson() {
        return Json.write(json);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Poll that && json.equals(that.json);
    }

    @Override
    public int hashCode() {
        return json.hashCode();
    }

    /** {@return the id and the number of options, but not the question} */
    @Override
    public String toString() {
        return "Poll[id=" + Fields.shown(json.getId()) + ", " + options.size() + " options]";
    }

    /** An option of a poll. Options are immutable and have value equality. */
    public static final class Option {
        private final PollOptionJson json;
        private final Fields fields;
        private final List<Vote> votes;

        Option(PollOptionJson json, Fields fields) {
            this.json = json;
            this.fields = fields;
            this.votes = fields.list("votes", json.getVotes(), Vote::new);
        }

        /** {@return the text of the option} */
        public String text() {
            return fields.text("text", json.getText());
        }

        /** {@return the number of votes for this option} */
        public int count() {
            return fields.count("count", json.getCount());
        }

        /** {@return the votes for this option, unmodifiable} */
        public List<Vote> votes() {
            return fields.required("votes", json.getVotes(), votes, "a list");
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Option that && json.equals(that.json);
        }

        @Override
        public int hashCode() {
            return json.hashCode();
        }

        /** {@return the count, but not the text} */
        @Override
        public String toString() {
            return "Option[count=" + Fields.shown(json.getCount()) + "]";
        }
    }

    /** A vote for an option. Votes are immutable and have value equality. */
    public static final class Vote {
        private final PollVoteJson json;
        private final Fields fields;

        Vote(PollVoteJson json, Fields fields) {
            this.json = json;
            this.fields = fields;
        }

        /** {@return the voter's participant id} */
        public String id() {
            return fields.text("id", json.getId());
        }

        /** {@return the voter's name} */
        public String name() {
            return fields.text("name", json.getName());
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Vote that && json.equals(that.json);
        }

        @Override
        public int hashCode() {
            return json.hashCode();
        }

        /** {@return the voter's id, but not the name} */
        @Override
        public String toString() {
            return "Vote[id=" + Fields.shown(json.getId()) + "]";
        }
    }
}
