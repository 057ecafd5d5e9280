package io.github.realtimekit.activesession;

import io.github.realtimekit.activesession.generated.model.PollJson;
import io.github.realtimekit.activesession.generated.model.PollOptionJson;
import io.github.realtimekit.activesession.generated.model.PollVoteJson;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
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
 * {@code Optional} is empty if the field is missing, null, blank or the text {@code null}. Polls are immutable, with
 * value equality.
 */
public final class Poll extends Value {
    private final PollJson json;
    private final FieldReader fields;
    private final List<Option> options;

    Poll(PollJson json, FieldReader fields) {
        this.json = json;
        this.fields = fields;
        this.options = fields.list("options", json.getOptions(), Option::new);
    }

    /** {@return the poll's id} */
    public String id() {
        return fields.text("id", json.getId());
    }

    /** {@return the question} */
    public String question() {
        return fields.text("question", json.getQuestion());
    }

    /** {@return the options to choose from, unmodifiable} */
    public List<Option> options() {
        return fields.required("options", json.getOptions(), options, "a list");
    }

    /** {@return whether the voters are anonymous} */
    public Optional<Boolean> anonymous() {
        return fields.optionalFlag("anonymous", json.getAnonymous());
    }

    /** {@return whether a participant sees the votes only after voting} */
    public Optional<Boolean> hideVotes() {
        return fields.optionalFlag("hide_votes", json.getHideVotes());
    }

    /** {@return the creator of the poll} */
    public Optional<String> createdBy() {
        return fields.optionalText("created_by", json.getCreatedBy());
    }

    /** {@return the ids of those who have voted, unmodifiable; empty if there are none} */
    public List<String> voted() {
        return fields.texts("voted", json.getVoted());
    }

    @Override
    List<@Nullable Object> values() {
        List<?> voted =
                fields.list("voted", json.getVoted(), (raw, at) -> Objects.requireNonNullElse(Scalar.text(raw), raw));
        return Arrays.asList(
                Scalar.comparable(json.getId(), Scalar::text),
                Scalar.comparable(json.getQuestion(), Scalar::text),
                Scalar.comparableOptional(json.getAnonymous(), Scalar::flag),
                Scalar.comparableOptional(json.getHideVotes(), Scalar::flag),
                Scalar.comparableOptional(json.getCreatedBy(), Scalar::text),
                voted,
                json.getOptions() == null ? null : options);
    }

    /** {@return the id and the number of options, without the question} */
    @Override
    public String toString() {
        return "Poll[id=" + Scalar.shown(json.getId()) + ", " + options.size() + " options]";
    }

    /** One option of a poll. Options are immutable, with value equality. */
    public static final class Option extends Value {
        private final PollOptionJson json;
        private final FieldReader fields;
        private final List<Vote> votes;

        Option(PollOptionJson json, FieldReader fields) {
            this.json = json;
            this.fields = fields;
            this.votes = fields.list("votes", json.getVotes(), Vote::new);
        }

        /** {@return the text of the option} */
        public String text() {
            return fields.text("text", json.getText());
        }

        /** {@return the number of votes for it} */
        public int count() {
            return fields.count("count", json.getCount());
        }

        /** {@return the votes for it, unmodifiable} */
        public List<Vote> votes() {
            return fields.required("votes", json.getVotes(), votes, "a list");
        }

        @Override
        List<@Nullable Object> values() {
            return Arrays.asList(
                    Scalar.comparable(json.getText(), Scalar::text),
                    Scalar.comparable(json.getCount(), Scalar::count),
                    json.getVotes() == null ? null : votes);
        }

        /** {@return the count, without the text} */
        @Override
        public String toString() {
            return "Option[count=" + Scalar.shown(json.getCount()) + "]";
        }
    }

    /** One vote for an option. Votes are immutable, with value equality. */
    public static final class Vote extends Value {
        private final PollVoteJson json;
        private final FieldReader fields;

        Vote(PollVoteJson json, FieldReader fields) {
            this.json = json;
            this.fields = fields;
        }

        /** {@return the voter's id} */
        public String id() {
            return fields.text("id", json.getId());
        }

        /** {@return the voter's name} */
        public String name() {
            return fields.text("name", json.getName());
        }

        @Override
        List<@Nullable Object> values() {
            return Arrays.asList(
                    Scalar.comparable(json.getId(), Scalar::text), Scalar.comparable(json.getName(), Scalar::text));
        }

        /** {@return the voter's id, without the name} */
        @Override
        public String toString() {
            return "Vote[id=" + Scalar.shown(json.getId()) + "]";
        }
    }
}
