/** Shared by the public types and the packages below: checks of arguments, and text for people to read. */
@NullMarked
package io.github.realtimekit.activesession.internal;

import org.jspecify.annotations.NullMarked;
