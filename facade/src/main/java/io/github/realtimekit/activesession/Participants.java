package io.github.realtimekit.activesession;

import java.util.Arrays;
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
 * <p>The id of a connection, which RealtimeKit also has, is neither of the two. The service publishes no limit for the
 * number of ids. Values are immutable, with value equality. A null id is a {@code NullPointerException}.
 */
public final class Participants extends Value {
    private final List<String> ids;
    private final List<String> customIds;

    private Participants(List<String> ids, List<String> customIds) {
        this.ids = ids;
        this.customIds = customIds;
    }

    /**
     * {@return participants by RealtimeKit's participant ids}
     *
     * @param ids at least one participant id
     * @throws IllegalArgumentException if there is no id, or one is blank
     */
    public static Participants withIds(String... ids) {
        return withIds(list("ids", ids));
    }

    /**
     * {@return participants by RealtimeKit's participant ids}
     *
     * @param ids at least one participant id
     * @throws IllegalArgumentException if there is no id, or one is blank
     */
    public static Participants withIds(Collection<String> ids) {
        return new Participants(Arguments.some("ids", ids), List.of());
    }

    /**
     * {@return participants by the custom ids that your program gave them}
     *
     * @param customIds at least one custom id
     * @throws IllegalArgumentException if there is no id, or one is blank
     */
    public static Participants withCustomIds(String... customIds) {
        return withCustomIds(list("customIds", customIds));
    }

    /**
     * {@return participants by the custom ids that your program gave them}
     *
     * @param customIds at least one custom id
     * @throws IllegalArgumentException if there is no id, or one is blank
     */
    public static Participants withCustomIds(Collection<String> customIds) {
        return new Participants(List.of(), Arguments.some("customIds", customIds));
    }

    /**
     * {@return these participants, and others by RealtimeKit's participant ids}
     *
     * @param ids participant ids; none is fine
     * @throws IllegalArgumentException if one is blank
     */
    public Participants andIds(String... ids) {
        return andIds(list("ids", ids));
    }

    /**
     * {@return these participants, and others by RealtimeKit's participant ids}
     *
     * @param ids participant ids; none is fine
     * @throws IllegalArgumentException if one is blank
     */
    public Participants andIds(Collection<String> ids) {
        return new Participants(both(this.ids, Arguments.texts("ids", ids)), customIds);
    }

    /**
     * {@return these participants, and others by their custom ids}
     *
     * @param customIds custom ids; none is fine
     * @throws IllegalArgumentException if one is blank
     */
    public Participants andCustomIds(String... customIds) {
        return andCustomIds(list("customIds", customIds));
    }

    /**
     * {@return these participants, and others by their custom ids}
     *
     * @param customIds custom ids; none is fine
     * @throws IllegalArgumentException if one is blank
     */
    public Participants andCustomIds(Collection<String> customIds) {
        return new Participants(ids, both(this.customIds, Arguments.texts("customIds", customIds)));
    }

    /** {@return RealtimeKit's participant ids, unmodifiable} */
    public List<String> ids() {
        return ids;
    }

    /** {@return the custom ids, unmodifiable} */
    public List<String> customIds() {
        return customIds;
    }

    private static List<String> list(String name, String[] ids) {
        return Arrays.asList(Objects.requireNonNull(ids, () -> name + " must not be null"));
    }

    private static List<String> both(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    @Override
    List<@Nullable Object> values() {
        return List.of(ids, customIds);
    }

    /** {@return RealtimeKit's ids, and a hash instead of the custom ids, which are often e-mail addresses} */
    @Override
    public String toString() {
        return "Participants[ids=" + ids.stream().map(Messages::excerpt).toList() + ", "
                + Arguments.counted(customIds, "custom id") + "]";
    }
}
