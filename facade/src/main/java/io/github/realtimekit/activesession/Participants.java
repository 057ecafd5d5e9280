package io.github.realtimekit.activesession;

import io.github.realtimekit.activesession.internal.Arguments;
import io.github.realtimekit.activesession.internal.Text;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The participants to kick, identified by RealtimeKit's participant ids, by your own custom ids, or by both.
 *
 * <pre>{@code
 * client.kick(meetingId, Participants.withCustomIds("troll-42").andIds("aaa2e1c3-6f4b-4d6e-9f2e-3a1c5b7d9e0f"));
 * }</pre>
 *
 * <p>A custom id is the one that you chose when you added the participant to the meeting. RealtimeKit's connection ids
 * are neither participant ids nor custom ids. No limit on the number of ids is published.
 *
 * <p>Ids are sent exactly as given, including quotes and spaces: {@code "Bob "} and {@code "Bob"} are two different
 * ids. An id that is blank, or that contains half a surrogate pair and so cannot be encoded, throws
 * {@code IllegalArgumentException}; a null id throws {@code NullPointerException}.
 *
 * <p>Instances are immutable and have value equality.
 */
public final class Participants {
    private final List<String> ids;
    private final List<String> customIds;

    private Participants(List<String> ids, List<String> customIds) {
        this.ids = ids;
        this.customIds = customIds;
    }

    /**
     * {@return participants identified by participant ids and custom ids}
     *
     * <pre>{@code
     * client.kick(meetingId, Participants.of(ids, customIds));
     * }</pre>
     *
     * @param ids RealtimeKit's participant ids; may be empty if there is a custom id
     * @param customIds your own custom ids; may be empty if there is a participant id
     * @throws IllegalArgumentException if both are empty, or if an id is blank or contains half a surrogate pair
     */
    public static Participants of(Collection<String> ids, Collection<String> customIds) {
        Participants participants =
                new Participants(Arguments.texts("ids", ids), Arguments.texts("customIds", customIds));
        if (participants.ids.isEmpty() && participants.customIds.isEmpty()) {
            throw new IllegalArgumentException("ids and customIds must not both be empty");
        }
        return participants;
    }

    /**
     * {@return participants identified by RealtimeKit's participant ids}
     *
     * @param first a participant id
     * @param more more participant ids
     * @throws IllegalArgumentException if an id is blank or contains half a surrogate pair
     */
    public static Participants withIds(String first, String... more) {
        return withIds(Arguments.list(first, more));
    }

    /**
     * {@return participants identified by RealtimeKit's participant ids}
     *
     * @param ids at least one participant id
     * @throws IllegalArgumentException if there is no id, or if one is blank or contains half a surrogate pair
     */
    public static Participants withIds(Collection<String> ids) {
        return new Participants(Arguments.atLeastOne("ids", ids), List.of());
    }

    /**
     * {@return participants identified by your own custom ids}
     *
     * @param first a custom id
     * @param more more custom ids
     * @throws IllegalArgumentException if an id is blank or contains half a surrogate pair
     */
    public static Participants withCustomIds(String first, String... more) {
        return withCustomIds(Arguments.list(first, more));
    }

    /**
     * {@return participants identified by your own custom ids}
     *
     * @param customIds at least one custom id
     * @throws IllegalArgumentException if there is no id, or if one is blank or contains half a surrogate pair
     */
    public static Participants withCustomIds(Collection<String> customIds) {
        return new Participants(List.of(), Arguments.atLeastOne("customIds", customIds));
    }

    /**
     * {@return these participants and others identified by RealtimeKit's participant ids}
     *
     * @param first a participant id
     * @param more more participant ids
     * @throws IllegalArgumentException if an id is blank or contains half a surrogate pair
     */
    public Participants andIds(String first, String... more) {
        return andIds(Arguments.list(first, more));
    }

    /**
     * {@return these participants and others identified by RealtimeKit's participant ids}
     *
     * @param ids participant ids; may be empty
     * @throws IllegalArgumentException if an id is blank or contains half a surrogate pair
     */
    public Participants andIds(Collection<String> ids) {
        return new Participants(both(this.ids, Arguments.texts("ids", ids)), customIds);
    }

    /**
     * {@return these participants and others, identified by your own custom ids}
     *
     * @param first a custom id
     * @param more more custom ids
     * @throws IllegalArgumentException if an id is blank or contains half a surrogate pair
     */
    public Participants andCustomIds(String first, String... more) {
        return andCustomIds(Arguments.list(first, more));
    }

    /**
     * {@return these participants and others, identified by your own custom ids}
     *
     * @param customIds custom ids; may be empty
     * @throws IllegalArgumentException if an id is blank or contains half a surrogate pair
     */
    public Participants andCustomIds(Collection<String> customIds) {
        return new Participants(ids, both(this.customIds, Arguments.texts("customIds", customIds)));
    }

    /** {@return RealtimeKit's participant ids, unmodifiable} */
    public List<String> ids() {
        return ids;
    }

    /** {@return your own custom ids, unmodifiable} */
    public List<String> customIds() {
        return customIds;
    }

    private static List<String> both(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Participants that && ids.equals(that.ids) && customIds.equals(that.customIds);
    }

    @Override
    public int hashCode() {
        return Objects.hash(ids, customIds);
    }

    /** {@return the ids to send, on one line, with control and format characters shown by name, such as U+202E} */
    @Override
    public String toString() {
        return Text.visible("Participants[ids=" + ids + ", customIds=" + customIds + "]");
    }
}
