package io.github.realtimekit.activesession.benchmark;

import static io.github.realtimekit.activesession.benchmark.Answers.TYPICAL;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A request written and an answer read, without HTTP: what the server, the system and the way there take. */
@State(Scope.Thread)
public class BareSocket {
    private Socket socket;
    private DataInputStream in;
    private OutputStream out;
    private final byte[] request = ("GET /client/v4/" + Target.MEETINGS + "/" + TYPICAL + "/active-session HTTP/1.1\r\n"
                    + "Authorization: Bearer " + Target.TOKEN + "\r\nAccept: application/json\r\n"
                    + "Host: 127.0.0.1:" + Target.port() + "\r\nConnection: Keep-Alive\r\n"
                    + "Accept-Encoding: gzip\r\nUser-Agent: okhttp/4.12.0\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    private final byte[] answer = new byte[Answers.rendered().get(TYPICAL).length];

    @Setup
    public void connect() throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), Target.port());
        socket.setTcpNoDelay(true);
        in = new DataInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    byte[] call() throws IOException {
        out.write(request);
        in.readFully(answer);
        return answer;
    }

    @TearDown
    public void close() throws IOException {
        socket.close();
    }
}
