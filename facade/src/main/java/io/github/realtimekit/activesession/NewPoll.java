package io.github.realtimekit.activesession;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A poll to be started.
 *
 * <pre>{@code
 * NewPoll poll = NewPoll.of("Ship it?", "Yes", "No").withAnonymous(true).withHideVotes(true);
 * }</pre>
 *
 * <p>What is not set is not sent, and the service decides. Immutable, with value equality; every {@code with} method returns
 * a new value. A question or an option that is null or blank, or no option at all, is refused at once; the service
 * publishes no other limits.
 */
public final class NewPoll extends Value {
    private final String question;
    private final List<String> options;
    private final @Nullable Boolean anonymous;
    private final @Nullable Boolean hideVotes;

    private NewPoll(String question, List<String> options, @Nullable Boolean anonymous, @Nullable Boolean hideVotes) {
        this.question = question;
        this.options = options;
        this.anonymous = anonymous;
        this.hideVotes = hideVotes;
    }

    /**
     * {@return a poll with this question and these answers, in the order in which they are shown}
     *
     * @param question what is asked
     * @param options at least one answer
     * @throws IllegalArgumentException if there is no option, or a text is blank
     */
    public static NewPoll of(String question, String... options) {
        return of(question, Arrays.asList(Objects.requireNonNull(options, "options must not be null")));
    }

    /**
     * {@return a poll with this question and these answers, in the order in which they are shown}
     *
     * @param question what is asked
     * @param options at least one answer
     * @throws IllegalArgumentException if there is no option, or a text is blank
     */
    public static NewPoll of(String question, List<String> options) {
        Arguments.text("question", question);
        List<String> copy = Arguments.texts("options", options);
        if (copy.isEmpty()) {
            throw new IllegalArgumentException("options must have at least one, but are empty");
        }
        return new NewPoll(question, copy, null, null);
    }

    /**
     * Whether voters stay anonymous.
     *
     * @param anonymous true if nobody is to see who voted for what
     * @return a poll with that setting
     */
    public NewPoll withAnonymous(boolean anonymous) {
        return new NewPoll(question, options, anonymous, hideVotes);
    }

    /**
     * Whether the votes are hidden from a participant until that participant has voted.
     *
     * @param hideVotes true to hide them
     * @return a poll with that setting
     */
    public NewPoll withHideVotes(boolean hideVotes) {
        return new NewPoll(question, options, anonymous, hideVotes);
    }

    /** {@return what is asked} */
    public String question() {
        return question;
    }

    /** {@return the answers, in the order in which they are shown} Unmodifiable. */
    public List<String> options() {
        return options;
    }

    /** {@return whether voters stay anonymous; empty if that was not set} */
    public Optional<Boolean> anonymous() {
        return Optional.ofNullable(anonymous);
    }

    /** {@return whether the votes are hidden from a participant until that participant has voted; empty if not set} */
    public Optional<Boolean> hideVotes() {
        return Optional.ofNullable(hideVotes);
    }

    @Override
    List<@Nullable Object> values() {
        return Arrays.asList(question, options, anonymous, hideVotes);
    }

    /** Its settings, and hashes instead of its texts: different polls look different, and no log shows what is asked. */
    @Override
    public String toString() {
        return "NewPoll[question " + Arguments.hash(question)
                + ", " + Arguments.counted(options, "option")
                + ", anonymous=" + anonymous
                + ", hideVotes=" + hideVotes + "]";
    }
}
