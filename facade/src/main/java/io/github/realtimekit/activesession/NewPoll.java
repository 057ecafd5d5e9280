package io.github.realtimekit.activesession;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A poll to create.
 *
 * <pre>{@code
 * NewPoll poll = NewPoll.of("Ship it?", "Yes", "No").withAnonymous(true).withHideVotes(true);
 * }</pre>
 *
 * <p>A setting that was not set is not sent, and the service decides. The service publishes no limits for the number of
 * options or the length of texts. New polls are immutable, with value equality.
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
     * {@return a poll with this question and these options}
     *
     * @param question the question
     * @param options at least one option, in the order in which they are shown
     * @throws IllegalArgumentException if there is no option, or a text is blank
     * @throws NullPointerException if a text is null
     */
    public static NewPoll of(String question, String... options) {
        return of(question, Arrays.asList(Objects.requireNonNull(options, "options must not be null")));
    }

    /**
     * {@return a poll with this question and these options}
     *
     * @param question the question
     * @param options at least one option, in the order in which they are shown
     * @throws IllegalArgumentException if there is no option, or a text is blank
     * @throws NullPointerException if a text is null
     */
    public static NewPoll of(String question, List<String> options) {
        Arguments.text("question", question);
        return new NewPoll(question, Arguments.some("options", options), null, null);
    }

    /**
     * {@return the same poll with or without anonymous voters}
     *
     * @param anonymous true if nobody is to see who voted for what
     */
    public NewPoll withAnonymous(boolean anonymous) {
        return new NewPoll(question, options, anonymous, hideVotes);
    }

    /**
     * {@return the same poll with votes that are hidden from a participant until that participant has voted, or not}
     *
     * @param hideVotes true to hide the votes
     */
    public NewPoll withHideVotes(boolean hideVotes) {
        return new NewPoll(question, options, anonymous, hideVotes);
    }

    /** {@return the question} */
    public String question() {
        return question;
    }

    /** {@return the options in the order in which they are shown, unmodifiable} */
    public List<String> options() {
        return options;
    }

    /** {@return whether the voters are anonymous; empty if that was not set} */
    public Optional<Boolean> anonymous() {
        return Optional.ofNullable(anonymous);
    }

    /** {@return whether a participant sees the votes only after voting; empty if that was not set} */
    public Optional<Boolean> hideVotes() {
        return Optional.ofNullable(hideVotes);
    }

    @Override
    List<@Nullable Object> values() {
        return Arrays.asList(question, options, anonymous, hideVotes);
    }

    /** {@return the settings, with hashes instead of the texts} */
    @Override
    public String toString() {
        return "NewPoll[question " + Arguments.hash(question)
                + ", " + Arguments.counted(options, "option")
                + ", anonymous=" + anonymous
                + ", hideVotes=" + hideVotes + "]";
    }
}
