package io.github.realtimekit.activesession;

import io.github.realtimekit.activesession.internal.Arguments;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The participants to kick: by RealtimeKit's participant ids, by custom ids of your own, or by both.
 *
 * <pre>{@code
 * client.kick(meetingId, Participants.withCustomIds("troll-42").andIds("aaa2e1c3-6f4b-4d6e-9f2e-3a1c5b7d9e0f"));
 * }</pre>
 *
 * <p>RealtimeKit's id of a connection is neither of the two. The service publishes no limit for the number of ids.
 * Values are immutable, with value equality. A null id is a {@code NullPointerException}.
 */
public final class Participants {
    private final List<String> ids;
    private final List<String> customIds;

    private Participants(List<String> ids, List<String> customIds) {
        this.ids = ids;
        this.customIds = customIds;
    }

    /**
     * {@return participants by RealtimeKit's participant ids}
     *
     * @param first a participant id
     * @param more more participant ids
     * @throws IllegalArgumentException if an id is blank, or has white space or an invisible character at its ends
     */
    public static Participants withIds(String first, String... more) {
        return withIds(list(first, more));
    }

    /**
     * {@return participants by RealtimeKit's participant ids}
     *
     * @param ids at least one participant id
     * @throws IllegalArgumentException if there is no id, or one is invalid
     */
    public static Participants withIds(Collection<String> ids) {
        return new Participants(Arguments.atLeastOne("ids", ids, Arguments::id), List.of());
    }

    /**
     * {@return participants by the custom ids that your program gave them}
     *
     * @param first a custom id
     * @param more more custom ids
     * @throws IllegalArgumentException if an id is blank, or has white space or an invisible character at its ends
     */
    public static Participants withCustomIds(String first, String... more) {
        return withCustomIds(list(first, more));
    }

    /**
     * {@return participants by the custom ids that your program gave them}
     *
     * @param customIds at least one custom id
     * @throws IllegalArgumentException if there is no id, or one is invalid
     */
    public static Participants withCustomIds(Collection<String> customIds) {
        return new Participants(List.of(), Arguments.atLeastOne("customIds", customIds, Arguments::id));
    }

    /**
     * {@return these participants, and others by RealtimeKit's participant ids}
     *
     * @param first a participant id
     * @param more more participant ids
     * @throws IllegalArgumentException if an id is blank, or has white space or an invisible character at its ends
     */
    public Participants andIds(String first, String... more) {
        return andIds(list(first, more));
    }

    /**
     * {@return these participants, and others by RealtimeKit's participant ids}
     *
     * @param ids participant ids; none is fine
     * @throws IllegalArgumentException if one is invalid
     */
    public Participants andIds(Collection<String> ids) {
        return new Participants(both(this.ids, Arguments.each("ids", ids, Arguments::id)), customIds);
    }

    /**
     * {@return these participants, and others by their custom ids}
     *
     * @param first a custom id
     * @param more more custom ids
     * @throws IllegalArgumentException if an id is blank, or has white space or an invisible character at its ends
     */
    public Participants andCustomIds(String first, String... more) {
        return andCustomIds(list(first, more));
    }

    /**
     * {@return these participants, and others by their custom ids}
     *
     * @param customIds custom ids; none is fine
     * @throws IllegalArgumentException if one is invalid
     */
    public Participants andCustomIds(Collection<String> customIds) {
        return new Participants(ids, both(this.customIds, Arguments.each("customIds", customIds, Arguments::id)));
    }

    /** {@return RealtimeKit's participant ids, unmodifiable} */
    public List<String> ids() {
        return ids;
    }

    /** {@return the custom ids, unmodifiable} */
    public List<String> customIds() {
        return customIds;
    }

    /** The first of some values and the others. */
    static List<String> list(String first, String... more) {
        return Stream.concat(Stream.of(first), Stream.of(more)).toList();
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

    /** {@return what will be sent} */
    @Override
    public String toString() {
        return "Participants[ids=" + ids + ", customIds=" + customIds + "]";
    }
}
