/**
 * A Java client for the active session of a Cloudflare RealtimeKit meeting: get the session, kick participants, create
 * polls.
 *
 * <pre>{@code
 * try (var client = ActiveSessionClient.fromEnvironment()) {
 *     ActiveSession session = client.get("550e8400-e29b-41d4-a716-446655440000");
 *     System.out.println(session.liveParticipants() + " participants, started at " + session.startedAt());
 * }
 * }</pre>
 *
 * <p>Start with {@link io.github.realtimekit.activesession.ActiveSessionClient}. A call that fails throws a subtype of
 * {@link io.github.realtimekit.activesession.RealtimeKitException}:
 *
 * <ul>
 *   <li>{@link io.github.realtimekit.activesession.NotFoundException}: there is no such session or participant
 *   <li>{@link io.github.realtimekit.activesession.AuthenticationException}: fix the token, its permission or the
 *       account id
 *   <li>{@link io.github.realtimekit.activesession.RateLimitException}: too many requests; wait before the next call
 *   <li>{@link io.github.realtimekit.activesession.ServerException}: the service failed; try again later
 *   <li>{@link io.github.realtimekit.activesession.ApiException}: the API refused the request for another reason
 *   <li>{@link io.github.realtimekit.activesession.TransportException}: no complete response arrived
 *   <li>{@link io.github.realtimekit.activesession.UnreadableResponseException}: a 2xx response is unreadable
 * </ul>
 *
 * <p>An {@code ApiException} can have a 2xx status, if the body says {@code "success": false}. Calling a closed client
 * and building one with required settings missing are programming errors, so both throw {@code IllegalStateException}.
 *
 * <p>A missing or unreadable field affects only its own accessor. Parameters and return values are never null unless
 * marked {@code @Nullable}; passing null throws {@code NullPointerException}.
 *
 * <p>See also the <a href="https://github.com/realtimekit/realtimekit-active-session-java#readme">README</a> and the <a
 * href="https://github.com/realtimekit/realtimekit-active-session-java/blob/main/facade/README.md">guide</a>.
 */
@NullMarked
package io.github.realtimekit.activesession;

import org.jspecify.annotations.NullMarked;
