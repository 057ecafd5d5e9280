package io.github.realtimekit.activesession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which exception a response becomes, and which errors are read from its body, whatever text it contains. */
class ErrorTest {
    private static final String REALTIMEKIT = "{\"success\":false,\"error\":{\"code\":404,\"message\":\"none\"}}";
    private static final String GATEWAY = "{\"success\":false,\"errors\":[{\"code\":7003,\"message\":\"no route\"}]}";
    private static final String HTML = "<html><body>Attention required</body></html>";

    private static Stream<Arguments> rows(Class<?> type, int status, String... bodies) {
        return Stream.of(bodies).map(body -> Arguments.of(type, status, body));
    }

    static Stream<Arguments> responses() {
        Class<?> api = ApiException.class;
        Class<?> credentials = AuthenticationException.class;
        Class<?> server = ServerException.class;
        Class<?> unreadable = UnreadableResponseException.class;
        String other = "{\"success\":false,\"errors\":[{\"code\":1},{\"code\":1002,\"message\":\"m\"}]}";
        Stream<Arguments> byCode = Stream.of(
                        1000, 1001, 6003, 6100, 6101, 6103, 6111, 9103, 9106, 9107, 9109, 9300, 10000, 10001)
                .map(code -> other.replace("1002", code.toString()))
                .flatMap(body -> Stream.of(200, 400, 401, 403).map(status -> Arguments.of(credentials, status, body)));
        String message = "{\"success\":true,\"messages\":[{\"code\":10000}]}";
        return Stream.of(
                        byCode,
                        rows(NotFoundException.class, 404, REALTIMEKIT, "\ufeff" + REALTIMEKIT),
                        rows(NotFoundException.class, 404, "{\"succes\":false,\"error\":{}}"),
                        rows(api, 404, GATEWAY, other, "", HTML, "{", "{\"error\":{\"code\":404}}"),
                        rows(api, 404, GATEWAY.replace("}]", "}],\"error\":{\"code\":404}")),
                        rows(api, 404, other.replace("1002", "10000"), "{\"message\":\"Not found\"}"),
                        rows(credentials, 401, "", HTML, GATEWAY, REALTIMEKIT),
                        rows(credentials, 403, "{}", "[]", GATEWAY, REALTIMEKIT),
                        rows(api, 403, "", HTML, "{", "null", "\"no\""),
                        rows(api, 400, "", REALTIMEKIT, GATEWAY, other, message.replace("true", "false")),
                        rows(api, 300, "", other.replace("1002", "10000")),
                        rows(api, 302, "", other.replace("1002", "10000")),
                        rows(api, 409, "", other.replace("1002", "10000")),
                        rows(api, 408, "", HTML),
                        rows(RateLimitException.class, 429, "", REALTIMEKIT, other.replace("1002", "10000")),
                        rows(server, 500, "", REALTIMEKIT, other.replace("1002", "10000")),
                        rows(server, 530, HTML),
                        rows(server, 599, ""),
                        rows(api, 200, REALTIMEKIT, GATEWAY, "{\"succes\":false}", "{\"success\":false,\"data\":{}}"),
                        rows(unreadable, 200, HTML, "", "OK", "{}", "[]", "{\"data\":[]}", message),
                        rows(unreadable, 204, ""))
                .flatMap(rows -> rows);
    }

    @ParameterizedTest
    @MethodSource("responses")
    void eachResponseIsItsException(Class<?> type, int status, String body) {
        for (OperationCall call : OperationCall.all()) {
            ActiveSessionClient.Builder builder =
                    new MemoryNetwork(Step.answer(status, body)).client().maxRetries(0);
            if (type == NotFoundException.class && call.kind() == OperationCall.Kind.FIND) {
                assertThat(call.result(builder)).isEqualTo(Optional.empty());
            } else {
                RealtimeKitException failure = call.failure(RealtimeKitException.class, builder);
                assertThat(failure).as("%s", call).isExactlyInstanceOf(type);
                assertThat(failure.requestMayHaveBeenProcessed())
                        .as("whether HTTP %d means that %s may have been processed", status, call)
                        .isEqualTo(status == 408 || status >= 500 || type == UnreadableResponseException.class);
            }
        }
        if (type != UnreadableResponseException.class) {
            assertThat(ApiException.fromResponse(status, body)).isExactlyInstanceOf(type);
        }
    }

    @ParameterizedTest
    @CsvSource({"200", "401", "404", "429", "503"})
    void exceptionMadeFromAResponseHasAllThatTheResponseSays(int status) {
        ApiException failure =
                ApiException.fromResponse(status, Map.of("cf-ray", "ray-1", "retry-after", "3"), REALTIMEKIT);

        assertThat(failure)
                .hasMessageStartingWith("fromResponse: ")
                .hasMessageContaining("none [404] (HTTP " + status + ", ray ray-1, 1 attempt)");
        assertThat(failure.status()).isEqualTo(status);
        assertThat(failure.rayId()).contains("ray-1");
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(3));
        assertThat(failure.response().body()).isEqualTo(REALTIMEKIT);
        assertThat(failure.response().headers()).containsEntry("Cf-Ray", List.of("ray-1"));
        assertThat(failure.errors()).hasToString("[none [404]]").isUnmodifiable();
        assertThat(failure.attempts()).isEqualTo(1);
        assertThat(failure.requestMayHaveBeenProcessed()).isEqualTo(status == 503);
        assertThat(ApiException.fromResponse(429, "").retryAfter()).isEmpty();
        assertThat(ApiException.fromResponse(429, Map.of("cf-ray", "<b>"), "").rayId())
                .isEmpty();
    }

    @Test
    void noExceptionIsMadeFromASuccess() {
        Map.of(101, "", 199, REALTIMEKIT, 200, "{}", 299, "{\"success\":true}")
                .forEach((status, body) -> assertThatThrownBy(() -> ApiException.fromResponse(status, body))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("status must be at least 300, or 2xx with \"success\": false in the body, but is "
                                + status));
    }

    private static List<ApiError> errors(String body) {
        return ApiException.fromResponse(500, body).errors();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'success':false,'error':{'code':404,'message':'No session'}}           | No session [404]
            {'success':false,'error':{'message':'No session'}}                      | No session
            {'success':false,'error':'No session'}                                  | No session
            {'success':false,'error':{'code':404}}                                  | ` [404]`
            {'message':'Unauthorized'}                                              | Unauthorized
            {'message':{'code':1,'message':'m'}}                                    | m [1]
            {'message':['a','b'],'statusCode':422}                                  | a, b
            {'error':{'code':422,'message':['a',null,['b'],7]}}                     | a; b; 7 [422]
            {'errors':[{'message':['a','b']},{'message':{'message':'c'}}]}          | a; b, c
            {'error':{'code':422,'message':[]}}                                     | ` [422]`
            {'errors':[{'code':'7003','message':'No route'}]}                       | No route [7003]
            {'errors':[{'code':7003.5,'message':7}]}                                | 7
            {'errors':[{'code':1,'message':'a'},{'code':2,'message':'b'}]}          | a [1], b [2]
            {'errors':{'code':1,'message':'a'}}                                     | a [1]
            {'errors':['a',null,7,{},[],['b',[{'message':'c'}]]]}                   | a, 7, b, c
            {'errors':[{'code':1,'error_chain':'deeper'}]}                          | ` [1] because of [deeper]`
            {'errors':[{'message':'a'}],'error':{'message':'b'},'message':'c'}      | a, b
            {'errors':[],'error':null,'message':'c'}                                | c
            {'errors':null,'messages':null,'result':null}                           | ``
            {'errors':[{'code':null,'message':'null'}],'message':' '}               | ``
            {} {}                                                                   | ``
            {'errors':                                                              | ``
            null                                                                    | ``
            """)
    void errorsAreReadFromEveryShape(String json, String errors) {
        assertThat(errors(json.replace('\'', '"'))).hasToString("[" + errors + "]");
    }

    @Test
    void anErrorOfTheGatewayHasAllItsParts() {
        ApiError error = errors("""
                {"success":false,"errors":[{"code":7003,"message":"No route","documentation_url":"https://docs",
                "source":{"pointer":"/a/b"},"error_chain":[{"code":7000,"message":"None"}]}],"result":null}
                """).get(0);

        assertThat(error).hasToString("No route [7003] because of [None [7000]]");
        assertThat(error.code()).hasValue(7003);
        assertThat(error.message()).isEqualTo("No route");
        assertThat(error.documentationUrl()).contains("https://docs");
        assertThat(error.pointer()).contains("/a/b");
        assertThat(error.chain()).extracting(ApiError::toString).containsExactly("None [7000]");
        assertThat(error.chain()).isUnmodifiable();
        assertThat(errors("{\"errors\":[{\"message\":\"m\",\"documentation_url\":\"\",\"source\":\"x\"}]}"))
                .singleElement()
                .satisfies(only -> assertThat(only.documentationUrl()).isEmpty())
                .hasToString("m");
    }

    @Test
    void errorMessageIsKeptAsSentAndItsTextIsOneLine() {
        ApiError error =
                errors("{\"message\":\" a\\r\\n\\u001b[31mb\\u202ec\\u200b\"}").get(0);

        assertThat(error.message()).isEqualTo(" a\r\n\u001b[31mb\u202ec\u200b");
        assertThat(error).hasToString("a [31mb c");
    }

    @Test
    void deepNestingDoesNotOverflowTheStack() {
        String item = "{\"code\":1,\"error_chain\":[";

        assertThat(errors("{\"errors\":[" + item.repeat(100) + "]}".repeat(101)))
                .hasSize(1);
        assertThat(errors("{\"errors\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}"))
                .isEmpty();
        assertThat(errors("{\"errors\":[" + item.repeat(50_000) + "]}".repeat(50_001)))
                .isEmpty();
    }
}
