package io.github.realtimekit.activesession;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
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
                Arguments.of("{'succes':false,'error':{'code':404,'message':'No session'}}", "[No session [404]]"),
                Arguments.of("{'success':false,'error':{'message':'No session'}}", "[No session]"),
                Arguments.of("{'success':false,'error':{'code':404}}", "[ [404]]"),
                Arguments.of("{'success':false,'error':'No session'}", "[No session]"),
                Arguments.of("{'error':404}", "[404]"),
                Arguments.of("{'message':'Unauthorized'}", "[Unauthorized]"),
                Arguments.of("{'message':{'code':1,'message':'m'}}", "[m [1]]"),
                Arguments.of("{'errors':[{'code':7003,'message':'No route'}]}", "[No route [7003]]"),
                Arguments.of("{'errors':[{'code':'7003','message':'No route'}]}", "[No route [7003]]"),
                Arguments.of("{'errors':[{'code':7003.0,'message':'No route'}]}", "[No route [7003]]"),
                Arguments.of("{'errors':[{'code':7003.5,'message':'No route'}]}", "[No route]"),
                Arguments.of("{'errors':[{'code':1e99,'message':7}]}", "[7]"),
                Arguments.of("{'errors':[{'code':1,'message':'a'},{'code':2,'message':'b'}]}", "[a [1], b [2]]"),
                Arguments.of("{'errors':{'code':1,'message':'a'}}", "[a [1]]"),
                Arguments.of("{'errors':['a',null,7,{},[],['b',[{'message':'c'}]]]}", "[a, 7, b, c]"),
                Arguments.of(
                        "{'errors':[{'code':6003,'message':'Invalid',"
                                + "'error_chain':[{'code':6103,'message':'Format'}]}]}",
                        "[Invalid [6003] because of [Format [6103]]]"),
                Arguments.of("{'errors':[{'code':1,'error_chain':'deeper'}]}", "[ [1] because of [deeper]]"),
                Arguments.of(
                        "{'errors':[{'code':1,'message':'a'}],'error':{'message':'b'},'message':'c'}", "[a [1], b]"),
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

        assertThat(error.code()).isEqualTo(OptionalInt.of(7003));
        assertThat(error.message()).isEqualTo("No route");
        assertThat(error.documentationUrl()).contains("https://docs");
        assertThat(error.pointer()).contains("/a/b");
        assertThat(error.chain()).containsExactly(new ApiError(7000, "None", null, null, List.of()));
    }

    @Test
    void missingPartsOfAnErrorAreEmpty() {
        ApiError error = read("{\"errors\":[{\"message\":\"m\",\"documentation_url\":\"\",\"source\":\"x\"}]}")
                .errors()
                .get(0);

        assertThat(error.code()).isEmpty();
        assertThat(error.documentationUrl()).isEmpty();
        assertThat(error.pointer()).isEmpty();
        assertThat(error.chain()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "7",
                "\"text\"",
                "true",
                "{",
                "[",
                "{}",
                "[]",
                "[[[",
                "{\"errors\":",
                "<!DOCTYPE html><html>502</html>",
                "upstream connect error",
                "\u0000\uffff",
                "{} {}",
                "{\"a\":1}x",
                "\ud800",
                "{\"errors\":[[[[[]]]]]}",
                "NaN",
                "{'a'}",
                "//"
            })
    void aBodyInNoShapeHasNoErrors(String text) {
        ErrorBody body = read(text);

        assertThat(body.errors()).isEmpty();
        assertThat(body.fromRealtimeKit()).isFalse();
        assertThat(body.namesCredentials()).isFalse();
    }

    @Test
    void deepNestingDoesNotOverflowTheStack() {
        String deep = "{\"errors\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        String chain = "{\"errors\":[" + "{\"code\":1,\"error_chain\":[".repeat(50_000) + "]}".repeat(50_000) + "]}";

        assertThat(read(deep).errors()).isEmpty();
        assertThat(read(chain).errors()).isEmpty();
        List<ApiError> errors = read("{\"errors\":[" + "{\"code\":1,\"error_chain\":[".repeat(100) + "]}".repeat(100)
                        + "]}")
                .errors();
        int depth = 0;
        for (; !errors.isEmpty(); errors = errors.get(0).chain()) {
            depth++;
        }
        assertThat(depth).isBetween(2, 20);
    }

    static Stream<Arguments> realtimeKitOrNot() {
        return Stream.of(
                Arguments.of("{'success':false,'error':{'code':404,'message':'m'}}", true),
                Arguments.of("{'success':false,'error':{}}", true),
                Arguments.of("{'succes':false,'error':{'code':404}}", true),
                Arguments.of("{'success':false,'error':{'code':404},'errors':[]}", true),
                Arguments.of("{'success':false,'error':{'code':404},'errors':[{'code':7003}]}", false),
                Arguments.of("{'error':{'code':404,'message':'m'}}", false),
                Arguments.of("{'success':true,'error':{'code':404,'message':'m'}}", false),
                Arguments.of("{'success':false,'error':'Not found'}", false),
                Arguments.of("{'success':false,'errors':[{'code':7003,'message':'m'}]}", false),
                Arguments.of("{'success':false,'message':'m'}", false));
    }

    @ParameterizedTest
    @MethodSource("realtimeKitOrNot")
    void realtimeKitIsRecognizedByTheShape(String json, boolean fromRealtimeKit) {
        assertThat(read(json.replace('\'', '"')).fromRealtimeKit()).isEqualTo(fromRealtimeKit);
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
