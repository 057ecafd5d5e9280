package io.github.realtimekit.activesession;

import io.github.realtimekit.activesession.internal.Arguments;
import io.github.realtimekit.activesession.internal.Text;
import java.util.Collection;
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
 * <p>Settings that you leave out are not sent, and the service uses its own defaults. It publishes no limits on the
 * number of options or the length of texts. Texts are sent exactly as given; one that is blank, or that contains half a
 * surrogate pair and so cannot be encoded, throws {@code IllegalArgumentException}. Instances are immutable and have
 * value equality.
 */
public final class NewPoll {
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
     * @param option the first option
     * @param more more options, in display order
     * @throws IllegalArgumentException if a text is blank or contains half a surrogate pair
     * @throws NullPointerException if a text is null
     */
    public static NewPoll of(String question, String option, String... more) {
        return of(question, Arguments.list(option, more));
    }

    /**
     * {@return a poll with this question and these options}
     *
     * @param question the question
     * @param options at least one option, in display order
     * @throws IllegalArgumentException if there is no option, or if a text is blank or contains half a surrogate pair
     * @throws NullPointerException if a text is null
     */
    public static NewPoll of(String question, Collection<String> options) {
        Arguments.text("question", question);
        return new NewPoll(question, Arguments.atLeastOne("options", options), null, null);
    }

    /**
     * {@return a copy of this poll that hides or shows who voted for what}
     *
     * @param anonymous true to hide it
     */
    public NewPoll withAnonymous(boolean anonymous) {
        return new NewPoll(question, options, anonymous, hideVotes);
    }

    /**
     * {@return a copy of this poll that hides the votes from participants until they have voted, or always shows them}
     *
     * @param hideVotes true to hide them
     */
    public NewPoll withHideVotes(boolean hideVotes) {
        return new NewPoll(question, options, anonymous, hideVotes);
    }

    /** {@return the question} */
    public String question() {
        return question;
    }

    /** {@return the options in display order, unmodifiable} */
    public List<String> options() {
        return options;
    }

    /** {@return whether the poll hides who voted for what; empty if not set} */
    public Optional<Boolean> anonymous() {
        return Optional.ofNullable(anonymous);
    }

    /** {@return whether participants see the votes only after voting; empty if not set} */
    public Optional<Boolean> hideVotes() {
        return Optional.ofNullable(hideVotes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NewPoll that
                && question.equals(that.question)
                && options.equals(that.options)
                && Objects.equals(anonymous, that.anonymous)
                && Objects.equals(hideVotes, that.hideVotes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(question, options, anonymous, hideVotes);
    }

    /** {@return the poll to send, on one line, with control and format characters shown by name, such as U+202E} */
    @Override
    public String toString() {
        return Text.visible("NewPoll[question=" + question
                + ", options=" + options
                + ", anonymous=" + anonymous
                + ", hideVotes=" + hideVotes + "]");
    }
}
