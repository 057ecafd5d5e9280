import io.github.realtimekit.activesession.ActiveSession
import io.github.realtimekit.activesession.ActiveSessionClient
import io.github.realtimekit.activesession.NewPoll
import io.github.realtimekit.activesession.Participants

// Each line with a comment behind it must be refused with these words, and no other.

fun nullIsNoArgument(client: ActiveSessionClient, perhaps: String?) {
    client.get(null) // Null cannot be a value of a non-null type 'String'.
    client.get(perhaps) // Argument type mismatch: actual type is 'String?', but 'String' was expected.
    client.async().find(null) // Null cannot be a value of a non-null type 'String'.
    client.kick("weekly", null) // Null cannot be a value of a non-null type 'Participants'.
    client.kick("weekly", Participants.withIds(perhaps)) // Argument type mismatch: actual type is 'String?', but 'String' was expected.
    client.createPoll("weekly", NewPoll.of("Ship it?", listOf("Yes"))).poll()
    ActiveSessionClient.builder().apiToken { null } // Null cannot be a value of a non-null type 'String'.
}

fun whatComesBackIsKnownNotToBeNull(session: ActiveSession) {
    val id: Int = session.id() // Initializer type mismatch: expected 'Int', actual 'String'.
    val room: Int = session.breakoutRooms().first() // Initializer type mismatch: expected 'Int', actual 'ActiveSession'.
    val region: Any = session.meta().getValue("region") // Initializer type mismatch: expected 'Any', actual 'Any?'.
    println("$id $room $region ${session.id().length}")
}
