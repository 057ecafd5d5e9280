/**
 * One call over HTTP: its attempts, the waits between them, its deadline and its token. It knows no operation, no JSON
 * and no public type; what a result means is a function that comes with the request.
 */
@NullMarked
package io.github.realtimekit.activesession.internal.http;

import org.jspecify.annotations.NullMarked;
