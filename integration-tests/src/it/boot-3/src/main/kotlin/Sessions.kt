import io.github.realtimekit.activesession.ActiveSession
import io.github.realtimekit.activesession.ActiveSessionClient
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.future.await

/** Gets the sessions of several meetings at once; cancelling the coroutine cancels the calls. */
suspend fun sessions(client: ActiveSessionClient, meetings: List<String>): List<ActiveSession> = coroutineScope {
    meetings.map { meeting -> async { client.async().get(meeting).await() } }.awaitAll()
}
