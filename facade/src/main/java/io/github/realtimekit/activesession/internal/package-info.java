/** What the public types and the packages below this one share: the checks of arguments, and texts for people. */
@NullMarked
package io.github.realtimekit.activesession.internal;

import org.jspecify.annotations.NullMarked;
