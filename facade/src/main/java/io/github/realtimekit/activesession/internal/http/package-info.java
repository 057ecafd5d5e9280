/**
 * A single call over HTTP: its attempts, backoffs, deadline and token. This package knows no operations, no JSON and no
 * public types; the caller passes a request, and a function that interprets the result.
 */
@NullMarked
package io.github.realtimekit.activesession.internal.http;

import org.jspecify.annotations.NullMarked;
