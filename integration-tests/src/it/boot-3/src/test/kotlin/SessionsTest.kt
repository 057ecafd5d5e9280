import com.google.gson.Gson
import io.github.realtimekit.activesession.ActiveSessionClient
import io.github.realtimekit.activesession.NewPoll
import io.github.realtimekit.activesession.NotFoundException
import io.github.realtimekit.activesession.Participants
import java.net.InetAddress
import java.net.ServerSocket
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import org.springframework.beans.factory.annotation.Autowired
import org.springframework.boot.test.context.SpringBootTest
import org.springframework.cloud.contract.stubrunner.StubFinder
import org.springframework.cloud.contract.stubrunner.spring.AutoConfigureStubRunner
import org.springframework.cloud.contract.stubrunner.spring.StubRunnerProperties.StubsMode
import org.springframework.context.annotation.Configuration

@SpringBootTest(classes = [SessionsTest.Nothing::class])
@AutoConfigureStubRunner(
    ids = ["io.github.realtimekit:realtimekit-active-session:\${realtimekit.version}:stubs"],
    stubsMode = StubsMode.CLASSPATH,
)
class SessionsTest(@Autowired val stubs: StubFinder) {
    @Test
    fun `all operations work with an old Gson and the stub runner`() {
        client(stubs.findStubUrl("realtimekit-active-session").toString()).use { client ->
            assertThat(runBlocking { sessions(client, listOf("weekly", "empty")) }.map { it.liveParticipants() })
                .containsExactly(2, 0)
            assertThat(client.get("weekly").meetingDisplayName().orElse("Meeting").length).isEqualTo(15)
            assertThat(client.createPoll("weekly", NewPoll.of("\"Q&A\"?\n", "Yes", "No")).poll().question())
                .isEqualTo("\"Q&A\"?\n")
            assertThat(client.kick("weekly", Participants.withIds("a").andCustomIds("b")).participants()).hasSize(2)
            assertThat(client.kickAll("weekly").kickedParticipantsCount()).hasValue(2)
            assertThrows<NotFoundException> { runBlocking { sessions(client, listOf("weekly")) } }
        }
        assertThat(Gson::class.java.protectionDomain.codeSource.location.path).contains("gson-2.10.1")
    }

    @Test
    fun `cancelling the coroutine ends the request on the wire`(): Unit = runBlocking {
        ServerSocket(0, 1, InetAddress.getLoopbackAddress()).use { server ->
            client("http://localhost:${server.localPort}").use { client ->
                val looking = launch(Dispatchers.IO) { sessions(client, listOf("weekly")) }
                server.accept().use { connection ->
                    connection.soTimeout = 10_000
                    val request = connection.getInputStream().bufferedReader()
                    val head = generateSequence { request.readLine() }.takeWhile { it.isNotEmpty() }.toList()
                    assertThat(head.first()).startsWith("GET ")
                    looking.cancelAndJoin()
                    assertThat(request.read()).isEqualTo(-1)
                }
            }
        }
    }

    private fun client(baseUrl: String) =
        ActiveSessionClient.builder().apiToken("any").accountId("any").appId("any").baseUrl(baseUrl).build()

    @Configuration
    open class Nothing
}
