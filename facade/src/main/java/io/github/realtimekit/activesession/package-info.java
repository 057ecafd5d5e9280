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
 * {@link io.github.realtimekit.activesession.RealtimeKitException}, whose subtypes tell what to do. Looking and kicking are
 * repeated when the service is busy or the connection is lost; a poll is never posted twice. An answer is judged by what is
 * read of it: a field that is missing or broken fails its own accessor only.
 */
@NullMarked
package io.github.realtimekit.activesession;

import org.jspecify.annotations.NullMarked;
