/** JSON: converts text to generated models and back, and single scalars to Java types. */
@NullMarked
package io.github.realtimekit.activesession.internal.json;

import org.jspecify.annotations.NullMarked;
