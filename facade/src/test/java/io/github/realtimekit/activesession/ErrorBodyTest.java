package io.github.realtimekit.activesession;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The errors that are read from the body of an error response, which can be any text. */
class ErrorBodyTest {
    private static ErrorBody read(String text) {
        return ErrorBody.of(text, Tokens.NONE);
    }

    static Stream<Arguments> shapes() {
        return Stream.of(
                Arguments.of("{'success':false,'error':{'code':404,'message':'No session'}}", "[No session [404]]"),
                Arguments.of("{'success':false,'error':{'message':'No session'}}", "[No session]"),
                Arguments.of("{'success':false,'error':{'code':404}}", "[ [404]]"),
                Arguments.of("{'success':false,'error':'No session'}", "[No session]"),
                Arguments.of("{'error':404}", "[404]"),
                Arguments.of("{'message':'Unauthorized'}", "[Unauthorized]"),
                Arguments.of("{'message':{'code':1,'message':'m'}}", "[m [1]]"),
                Arguments.of("{'errors':[{'code':'7003','message':'No route'}]}", "[No route [7003]]"),
                Arguments.of("{'errors':[{'code':7003.5,'message':'No route'}]}", "[No route]"),
                Arguments.of("{'errors':[{'code':1e99,'message':7}]}", "[7]"),
                Arguments.of("{'errors':[{'code':1,'message':'a'},{'code':2,'message':'b'}]}", "[a [1], b [2]]"),
                Arguments.of("{'errors':{'code':1,'message':'a'}}", "[a [1]]"),
                Arguments.of("{'errors':['a',null,7,{},[],['b',[{'message':'c'}]]]}", "[a, 7, b, c]"),
                Arguments.of("{'errors':[{'code':1,'error_chain':'deeper'}]}", "[ [1] because of [deeper]]"),
                Arguments.of("{'errors':[{'message':'a'}],'error':{'message':'b'},'message':'c'}", "[a, b]"),
                Arguments.of("{'errors':[],'error':null,'message':'c'}", "[c]"),
                Arguments.of("{'errors':null,'messages':null,'result':null}", "[]"),
                Arguments.of("{'errors':[{'code':null,'message':'null'}],'message':' '}", "[]"));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void errorsAreReadFromEveryShape(String json, String errors) {
        assertThat(read(json.replace('\'', '"')).errors()).hasToString(errors);
    }

    @Test
    void anErrorOfTheGatewayHasAllItsParts() {
        ApiError error = read("""
                        {"success":false,"errors":[{"code":7003,"message":"No route","documentation_url":"https://docs",
                        "source":{"pointer":"/a/b"},"error_chain":[{"code":7000,"message":"None"}]}],"result":null}
                        """).errors().get(0);

        assertThat(error).hasToString("No route [7003] because of [None [7000]]");
        assertThat(error.code()).hasValue(7003);
        assertThat(error.message()).isEqualTo("No route");
        assertThat(error.documentationUrl()).contains("https://docs");
        assertThat(error.pointer()).contains("/a/b");
        assertThat(error.chain()).containsExactly(new ApiError(7000, "None", null, null, List.of()));
    }

    @Test
    void missingPartsOfAnErrorAreEmpty() {
        assertThat(read("{\"errors\":[{\"message\":\"m\",\"documentation_url\":\"\",\"source\":\"x\"}]}")
                        .errors())
                .containsExactly(new ApiError(null, "m", null, null, List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "null", "7", "\"text\"",
                "true", "{", "[", "{}", "[]",
                "[[[", "{\"errors\":", "<!DOCTYPE html><html>502</html>", "upstream connect error", "\u0000\uffff",
                "{} {}", "{\"a\":1}x", "\ud800", "{\"errors\":[[[[[]]]]]}", "NaN",
                "{'a'}", "//"
            })
    void aBodyInNoShapeHasNoErrors(String text) {
        ErrorBody body = read(text);

        assertThat(body.errors()).isEmpty();
        assertThat(body.fromRealtimeKit()).isFalse();
        assertThat(body.namesCredentials()).isFalse();
    }

    @Test
    void deepNestingDoesNotOverflowTheStack() {
        String item = "{\"code\":1,\"error_chain\":[";
        List<ApiError> errors =
                read("{\"errors\":[" + item.repeat(100) + "]}".repeat(101)).errors();
        int depth = 0;
        for (; !errors.isEmpty(); errors = errors.get(0).chain()) {
            depth++;
        }

        assertThat(depth).isBetween(2, 20);
        assertThat(read("{\"errors\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}")
                        .errors())
                .isEmpty();
        assertThat(read("{\"errors\":[" + item.repeat(50_000) + "]}".repeat(50_001))
                        .errors())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'success':false,'error':{'code':404,'message':'m'}}", "{'success':false,'error':{}}",
                "{'succes':false,'error':{'code':404}}", "{'success':false,'error':{'code':404},'errors':[]}"
            })
    void realtimeKitIsRecognizedByTheShape(String json) {
        assertThat(read(json.replace('\'', '"')).fromRealtimeKit()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'success':false,'error':{'code':404},'errors':[{'code':7003}]}", "{'error':{'code':404}}",
                "{'success':true,'error':{'code':404,'message':'m'}}", "{'success':false,'error':'Not found'}",
                "{'success':false,'errors':[{'code':7003,'message':'m'}]}", "{'success':false,'message':'m'}"
            })
    void otherShapesAreNotRealtimeKits(String json) {
        assertThat(read(json.replace('\'', '"')).fromRealtimeKit()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {6003, 6100, 6101, 6103, 9106, 10000})
    void credentialCodesAreTheGatewaysOnly(int code) {
        String error = "{\"code\":" + code + ",\"message\":\"m\"}";

        assertThat(read("{\"errors\":[" + error + "]}").namesCredentials()).isTrue();
        assertThat(read("{\"success\":false,\"error\":" + error + "}").namesCredentials())
                .isFalse();
        assertThat(read("{\"messages\":[" + error + "]}").namesCredentials()).isFalse();
    }

    @Test
    void theTokenIsRedactedFromEveryText() throws Exception {
        String token = "to/ken\"with\\all~of{it}";
        String json = """
                {"errors":[{"code":1,"message":"a T b","documentation_url":"https://T","source":{"pointer":"/T"},
                "error_chain":["T",{"message":"T"}]}]}""".replace("T", "to\\/ken\\u0022with\\\\all\\u007Eof{it}");

        Tokens tokens = new Tokens(() -> token);
        tokens.next();
        ApiError error = ErrorBody.of(json, tokens).errors().get(0);

        assertThat(error.message()).isEqualTo("a [token] b");
        assertThat(error.documentationUrl()).contains("https://[token]");
        assertThat(error.pointer()).contains("/[token]");
        assertThat(error.chain()).extracting(ApiError::message).containsExactly("[token]", "[token]");
    }
}
