package io.github.realtimekit.activesession;

import io.github.realtimekit.activesession.generated.model.PollJson;
import io.github.realtimekit.activesession.generated.model.PollOptionJson;
import io.github.realtimekit.activesession.generated.model.PollVoteJson;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A poll in a session, with the votes at the time of the answer.
 *
 * <pre>{@code
 * Poll poll = client.createPoll(meetingId, NewPoll.of("Ship it?", "Yes", "No")).poll();
 * for (Poll.Option option : poll.options()) {
 *     System.out.println(option.text() + ": " + option.count());
 * }
 * }</pre>
 *
 * <p>An accessor throws {@link UnreadableResponseException} if its own field is missing or unreadable; an {@code Optional}
 * one is empty if the field is missing, null, blank or the text {@code null}. Immutable, with value equality.
 */
public final class Poll {
    private final PollJson json;
    private final Source source;
    private final List<Option> options;

    Poll(PollJson json, Source source) {
        this.json = json;
        this.source = source;
        this.options = source.list("options", json.getOptions(), Option::new);
    }

    /** {@return the id of the poll} */
    public String id() {
        return source.text("id", json.getId());
    }

    /** {@return what is asked} */
    public String question() {
        return source.text("question", json.getQuestion());
    }

    /** {@return the answers to choose from} Unmodifiable. */
    public List<Option> options() {
        if (json.getOptions() == null) {
            throw source.missing("options");
        }
        return options;
    }

    /** {@return whether voters stay anonymous} */
    public Optional<Boolean> anonymous() {
        return source.optionalFlag("anonymous", json.getAnonymous());
    }

    /** {@return whether the votes are hidden from a participant until that participant has voted} */
    public Optional<Boolean> hideVotes() {
        return source.optionalFlag("hide_votes", json.getHideVotes());
    }

    /** {@return who created the poll} */
    public Optional<String> createdBy() {
        return source.optionalText("created_by", json.getCreatedBy());
    }

    /** {@return the ids of those who have voted, empty if nobody has} Unmodifiable. */
    public List<String> voted() {
        return source.texts("voted", json.getVoted());
    }

    private List<@Nullable Object> values() {
        return Arrays.asList(
                Scalar.comparable(json.getId(), Scalar::text),
                Scalar.comparable(json.getQuestion(), Scalar::text),
                Scalar.comparableOptional(json.getAnonymous(), Scalar::flag),
                Scalar.comparableOptional(json.getHideVotes(), Scalar::flag),
                Scalar.comparableOptional(json.getCreatedBy(), Scalar::text),
                Scalar.comparableList(json.getVoted()),
                json.getOptions() == null ? null : options);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Poll that && values().equals(that.values());
    }

    @Override
    public int hashCode() {
        return values().hashCode();
    }

    /** Its id and the number of options; not what is asked. */
    @Override
    public String toString() {
        return "Poll[id=" + Scalar.shown(json.getId()) + ", " + options.size() + " options]";
    }

    /** One answer of a poll. Immutable, with value equality. */
    public static final class Option {
        private final PollOptionJson json;
        private final Source source;
        private final List<Vote> votes;

        Option(PollOptionJson json, Source source) {
            this.json = json;
            this.source = source;
            this.votes = source.list("votes", json.getVotes(), Vote::new);
        }

        /** {@return the answer} */
        public String text() {
            return source.text("text", json.getText());
        }

        /** {@return how many have chosen it} */
        public int count() {
            return source.count("count", json.getCount());
        }

        /** {@return who has chosen it} Unmodifiable. */
        public List<Vote> votes() {
            if (json.getVotes() == null) {
                throw source.missing("votes");
            }
            return votes;
        }

        private List<@Nullable Object> values() {
            return Arrays.asList(
                    Scalar.comparable(json.getText(), Scalar::text),
                    Scalar.comparable(json.getCount(), Scalar::count),
                    json.getVotes() == null ? null : votes);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Option that && values().equals(that.values());
        }

        @Override
        public int hashCode() {
            return values().hashCode();
        }

        /** Its count, not its text. */
        @Override
        public String toString() {
            return "Option[count=" + Scalar.shown(json.getCount()) + "]";
        }
    }

    /** One vote for an answer. Immutable, with value equality. */
    public static final class Vote {
        private final PollVoteJson json;
        private final Source source;

        Vote(PollVoteJson json, Source source) {
            this.json = json;
            this.source = source;
        }

        /** {@return the id of the voter} */
        public String id() {
            return source.text("id", json.getId());
        }

        /** {@return the name of the voter} */
        public String name() {
            return source.text("name", json.getName());
        }

        private List<@Nullable Object> values() {
            return Arrays.asList(
                    Scalar.comparable(json.getId(), Scalar::text), Scalar.comparable(json.getName(), Scalar::text));
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Vote that && values().equals(that.values());
        }

        @Override
        public int hashCode() {
            return values().hashCode();
        }

        /** The id of the voter, not the name. */
        @Override
        public String toString() {
            return "Vote[id=" + Scalar.shown(json.getId()) + "]";
        }
    }
}
