import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Takes an upload like Maven Central's portal, keeps the request's body in a folder, and finds it valid. */
final class StandInPortal {
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/publisher/upload", exchange -> {
            Files.copy(exchange.getRequestBody(), folder.resolve("upload"));
            Files.writeString(folder.resolve("authorization"), exchange.getRequestHeaders().getFirst("Authorization"));
            Files.writeString(folder.resolve("query"), exchange.getRequestURI().getQuery());
            answer(exchange, 201, "text/plain", "28570f16-da32-4c14-bd2e-c1acc0782365");
        });
        server.createContext("/api/v1/publisher/status", exchange -> answer(exchange, 200, "application/json", """
                {"deploymentId": "28570f16-da32-4c14-bd2e-c1acc0782365", "deploymentName": "a dry run",
                 "deploymentState": "VALIDATED", "purls": [], "errors": {}}
                """));
        server.start();
        System.out.println("http://localhost:" + server.getAddress().getPort());
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
