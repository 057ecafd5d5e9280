/** JSON: a text to a generated model and back, and one scalar of it to the Java type that is asked for. */
@NullMarked
package io.github.realtimekit.activesession.internal.json;

import org.jspecify.annotations.NullMarked;
