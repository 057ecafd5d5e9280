/**
 * A client for the active session of a Cloudflare RealtimeKit meeting: look at it, kick participants, kick everybody, start
 * polls.
 *
 * <pre>{@code
 * try (var client = ActiveSessionClient.fromEnvironment()) {
 *     ActiveSession session = client.get("550e8400-e29b-41d4-a716-446655440000");
 *     System.out.println(session.liveParticipants() + " participants since " + session.startedAt());
 * }
 * }</pre>
 *
 * <p>Begin with {@link io.github.realtimekit.activesession.ActiveSessionClient}. What goes wrong is a
 * {@link io.github.realtimekit.activesession.RealtimeKitException}, whose subtypes tell what to do:
 *
 * <ul>
 *   <li>{@link io.github.realtimekit.activesession.NotFoundException}: nobody is there
 *   <li>{@link io.github.realtimekit.activesession.AuthenticationException}: mend the configuration
 *   <li>{@link io.github.realtimekit.activesession.RateLimitException}: wait
 *   <li>{@link io.github.realtimekit.activesession.ApiException}: refused for another reason, which it tells
 *   <li>{@link io.github.realtimekit.activesession.TransportException}: no answer; it tells whether the request may have
 *       arrived
 *   <li>{@link io.github.realtimekit.activesession.UnreadableResponseException}: done, but the answer cannot be read
 * </ul>
 *
 * <p>Looking and kicking are repeated, twice at most unless the client is told otherwise, when the service is busy or the
 * connection is lost; a poll is never posted twice. An answer is judged by what is read of it: a field that is missing or
 * broken fails its own accessor only.
 */
@NullMarked
package io.github.realtimekit.activesession;

import org.jspecify.annotations.NullMarked;
