import io.github.realtimekit.activesession.ActiveSessionClient
import io.github.realtimekit.activesession.NewPoll
import io.github.realtimekit.activesession.Participants

/** The four operations, in Kotlin. */
fun main(args: Array<String>) {
    val meeting = "550e8400-e29b-41d4-a716-446655440000"
    val builder = ActiveSessionClient.builder()
        .apiToken { "a-token" }
        .accountId("023e105f4ecef8ad9ca31a8372d0c353")
        .appId("14a396e7-ca44-4937-bf1f-050a69118543")
        .baseUrl(args[0])
    builder.build().use { client ->
        val session = client.get(meeting)
        check(session.liveParticipants() == 2)
        check(session.breakoutRooms().map { it.meetingDisplayName().orElseThrow() } == listOf("Room 1"))
        check(client.async().get(meeting).join() == session)

        val poll = client.createPoll(meeting, NewPoll.of("Ship it?", "Yes", "No")).poll()
        check(poll.options().map { it.text() } == listOf("Yes", "No"))

        val kicked = client.kick(meeting, Participants.withIds(listOf("a")).andCustomIds("b"))
        check(kicked.participants().size == 2)

        check(client.kickAll(meeting).kickedParticipantsCount().asInt == 2)
        check(client.find(meeting).isEmpty)
    }
    println("all four operations worked")
}
