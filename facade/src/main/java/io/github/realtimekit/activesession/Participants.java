package io.github.realtimekit.activesession;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whom to kick: by the id that RealtimeKit gave to a participant, by the custom id that the caller gave, or both.
 *
 * <pre>{@code
 * client.kick(meetingId, Participants.withCustomIds("troll-42").andIds("aaa2e1c3-6f4b-4d6e-9f2e-3a1c5b7d9e0f"));
 * }</pre>
 *
 * <p>The id of one connection, which RealtimeKit also has, is neither. Immutable, with value equality; every method that
 * adds returns a new value. An id that is null or blank, or no id at all to begin with, is refused at once.
 */
public final class Participants extends Value {
    private final List<String> ids;
    private final List<String> customIds;

    private Participants(List<String> ids, List<String> customIds) {
        this.ids = ids;
        this.customIds = customIds;
    }

    /**
     * {@return the participants with these ids}
     *
     * @param ids ids that RealtimeKit gave
     * @throws IllegalArgumentException if there are none, or one is blank
     */
    public static Participants withIds(String... ids) {
        return withIds(list("ids", ids));
    }

    /**
     * {@return the participants with these ids}
     *
     * @param ids ids that RealtimeKit gave
     * @throws IllegalArgumentException if there are none, or one is blank
     */
    public static Participants withIds(Collection<String> ids) {
        return new Participants(some("ids", ids), List.of());
    }

    /**
     * {@return the participants to whom the caller gave these ids}
     *
     * @param customIds ids that the caller gave
     * @throws IllegalArgumentException if there are none, or one is blank
     */
    public static Participants withCustomIds(String... customIds) {
        return withCustomIds(list("customIds", customIds));
    }

    /**
     * {@return the participants to whom the caller gave these ids}
     *
     * @param customIds ids that the caller gave
     * @throws IllegalArgumentException if there are none, or one is blank
     */
    public static Participants withCustomIds(Collection<String> customIds) {
        return new Participants(List.of(), some("customIds", customIds));
    }

    /**
     * {@return these participants and those with the given ids, of which there may be none}
     *
     * @param ids ids that RealtimeKit gave
     */
    public Participants andIds(String... ids) {
        return andIds(list("ids", ids));
    }

    /**
     * {@return these participants and those with the given ids, of which there may be none}
     *
     * @param ids ids that RealtimeKit gave
     */
    public Participants andIds(Collection<String> ids) {
        return new Participants(both(this.ids, Arguments.texts("ids", ids)), customIds);
    }

    /**
     * {@return these participants and those with the given custom ids, of which there may be none}
     *
     * @param customIds ids that the caller gave
     */
    public Participants andCustomIds(String... customIds) {
        return andCustomIds(list("customIds", customIds));
    }

    /**
     * {@return these participants and those with the given custom ids, of which there may be none}
     *
     * @param customIds ids that the caller gave
     */
    public Participants andCustomIds(Collection<String> customIds) {
        return new Participants(ids, both(this.customIds, Arguments.texts("customIds", customIds)));
    }

    /** {@return the ids that RealtimeKit gave} Unmodifiable. */
    public List<String> ids() {
        return ids;
    }

    /** {@return the ids that the caller gave} Unmodifiable. */
    public List<String> customIds() {
        return customIds;
    }

    private static List<String> list(String name, String[] ids) {
        return Arrays.asList(Objects.requireNonNull(ids, () -> name + " must not be null"));
    }

    private static List<String> some(String name, Collection<String> ids) {
        List<String> copy = Arguments.texts(name, ids);
        if (copy.isEmpty()) {
            throw new IllegalArgumentException(name + " must have at least one id, but is empty");
        }
        return copy;
    }

    private static List<String> both(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    @Override
    List<@Nullable Object> values() {
        return List.of(ids, customIds);
    }

    /** RealtimeKit's ids, and a hash instead of the custom ids: they are often e-mail addresses. */
    @Override
    public String toString() {
        return "Participants[ids=" + ids.stream().map(Messages::excerpt).toList() + ", "
                + Arguments.counted(customIds, "custom id") + "]";
    }
}
