package io.github.realtimekit.activesession;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Equality by value, for the public types. */
abstract class Value {
    /** What two equal values have in common. */
    abstract List<@Nullable Object> values();

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof Value that && getClass() == that.getClass() && values().equals(that.values());
    }

    @Override
    public final int hashCode() {
        return values().hashCode();
    }
}
