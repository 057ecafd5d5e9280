package io.github.realtimekit.activesession.spec;

import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.AsyncActiveSessionClient;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;

/** What the facade lacks of a document, and the document of the facade: one line each, with what to do about it. */
final class FacadeCheck {
    private static final String PATH =
            "/accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/active-session";

    /** Every other operation is a POST, and its method is called by the end of its path. */
    private static final Map<String, List<String>> METHODS =
            Map.of("GET …", List.of("get", "find"), "POST …/poll", List.of("createPoll"));

    private static final List<Class<?>> CLIENTS = List.of(ActiveSessionClient.class, AsyncActiveSessionClient.class);

    private final OpenAPI document;
    private final Set<String> findings = new LinkedHashSet<>();
    private final FieldCheck fields;
    private final Request sent = sent();

    private FacadeCheck(OpenAPI document) {
        this.document = document;
        this.fields = new FieldCheck(document.getComponents().getSchemas(), findings);
    }

    static List<String> findings(String document) {
        ParseOptions options = new ParseOptions();
        options.setResolve(true);
        SwaggerParseResult parsed = new OpenAPIV3Parser().readContents(document, null, options);
        if (!parsed.getMessages().isEmpty()) {
            return parsed.getMessages().stream()
                    .map(message -> "it is not valid: " + message)
                    .toList();
        }
        FacadeCheck check = new FacadeCheck(parsed.getOpenAPI());
        check.operations();
        check.fields.errors();
        return List.copyOf(check.findings);
    }

    /** What the client sends by default, caught on its way. */
    private static Request sent() {
        List<Request> requests = new ArrayList<>();
        OkHttpClient http = new OkHttpClient.Builder()
                .addInterceptor(chain -> {
                    requests.add(chain.request());
                    return new Response.Builder()
                            .request(chain.request())
                            .protocol(Protocol.HTTP_1_1)
                            .code(200)
                            .message("OK")
                            .body(ResponseBody.create("{\"data\": {}}", MediaType.get("application/json")))
                            .build();
                })
                .build();
        ActiveSessionClient.Builder builder = ActiveSessionClient.builder().apiToken("token");
        try (ActiveSessionClient client =
                builder.accountId("account").appId("app").httpClient(http).build()) {
            client.get("meeting");
        }
        return requests.get(0);
    }

    private void operations() {
        Set<String> known = new LinkedHashSet<>();
        document.getPaths()
                .forEach((path, item) -> item.readOperationsMap().forEach((verb, operation) -> {
                    String name = verb + " " + path.replace(PATH, "…");
                    List<String> methods = methods(name);
                    known.addAll(methods);
                    List<String> lacking = CLIENTS.stream()
                            .flatMap(client -> methods.stream()
                                    .filter(method -> parameters(client, method) == null)
                                    .map(method -> client.getSimpleName() + "." + method))
                            .toList();
                    if (methods.isEmpty()) {
                        findings.add(name + " is not what the client sends: correct the path, or tell FacadeCheck");
                    } else if (!lacking.isEmpty()) {
                        findings.add(name + " has no method: add " + String.join(" and ", lacking)
                                + ", or correct the path");
                    } else {
                        request(name, operation, methods.get(0));
                        Method method = JavaNames.method(ActiveSessionClient.class, methods.get(0));
                        operation
                                .getResponses()
                                .forEach((status, response) ->
                                        response(name + " " + status, json(response.getContent()), method));
                    }
                    server(name, item, operation);
                    security(name, operation);
                }));
        CLIENTS.forEach(client -> Arrays.stream(client.getMethods())
                .map(Method::getName)
                .filter(method -> parameters(client, method) != null && !known.contains(method))
                .forEach(method -> findings.add(client.getSimpleName() + "." + method
                        + " has no operation in the document: remove it, or correct the path there")));
    }

    private static List<String> methods(String name) {
        String end = name.replaceFirst("^POST …/", "");
        return METHODS.getOrDefault(name, end.equals(name) ? List.of() : List.of(JavaNames.camel(end)));
    }

    /** {@return how many parameters follow the meeting's id; null if it is not an operation} */
    private static Integer parameters(Class<?> client, String name) {
        Method method = JavaNames.method(client, name);
        return method == null
                        || method.getParameterCount() == 0
                        || !method.toString().contains("(java.lang.String")
                        || method.getReturnType() == boolean.class
                ? null
                : Integer.valueOf(method.getParameterCount() - 1);
    }

    private void request(String name, Operation operation, String method) {
        List<String> needed = new ArrayList<>();
        operation.getParameters().stream()
                .filter(parameter -> !parameter.getIn().equals("path"))
                .forEach(parameter -> needed.add(parameter.getName()));
        if (operation.getRequestBody() != null) {
            Schema<?> body = json(operation.getRequestBody().getContent());
            Class<?> type = body == null ? null : JavaNames.type(FieldCheck.name(body));
            if (type != null) {
                needed.add(FieldCheck.name(body));
                fields.request(body, type);
            } else {
                needed.addAll(
                        body == null
                                ? Set.of("a body")
                                : fields.properties(body).keySet());
            }
        }
        CLIENTS.stream()
                .filter(client -> parameters(client, method) != needed.size())
                .forEach(client -> findings.add(name + " takes " + needed + ", but " + client.getSimpleName() + "."
                        + method + " has " + parameters(client, method)
                        + " parameters after the meeting's id: change it"));
    }

    private void response(String name, Schema<?> json, Method method) {
        boolean success = name.matches(".* 2..");
        if (!success) {
            if (json != null && !FieldCheck.name(json).equals("ErrorResponse")) {
                findings.add(name + " has a body of its own: let it be an ErrorResponse, or read it in the facade");
            }
            return;
        }
        Class<?> type = method.getGenericReturnType() instanceof ParameterizedType optional
                ? (Class<?>) optional.getActualTypeArguments()[0]
                : method.getReturnType();
        Map<String, ?> envelope = json == null ? Map.of() : fields.properties(json);
        Schema<?> data = (Schema<?>) envelope.get("data");
        if (data != null && JavaNames.type(FieldCheck.name(data)) == type) {
            fields.response(data, type);
        } else {
            findings.add(
                    name + " has " + (data == null ? "no data" : FieldCheck.name(data)) + ", but " + method.getName()
                            + " reads " + type.getSimpleName() + ": let it be that, or read it in the facade");
        }
        envelope.keySet().stream()
                .filter(field -> !field.matches("success|data"))
                .forEach(field -> findings.add(name + " has " + field + " beside data: read it in the facade"));
    }

    private void server(String name, PathItem item, Operation operation) {
        String url = sent.url().toString();
        String base = url.substring(0, url.indexOf("/accounts/"));
        List<Server> servers = Stream.of(operation.getServers(), item.getServers())
                .filter(own -> own != null && !own.isEmpty())
                .findFirst()
                .orElse(document.getServers());
        servers.stream()
                .filter(server -> !server.getUrl().equals(base))
                .forEach(server -> findings.add((servers == document.getServers() ? "" : name + ": ") + "the server is "
                        + server.getUrl() + ", but the client calls " + base + ": change the default base URL"));
    }

    private void security(String name, Operation operation) {
        String client = "http "
                + String.valueOf(sent.header("Authorization")).split(" ", 2)[0].toLowerCase(Locale.ROOT);
        List<SecurityRequirement> own = operation.getSecurity();
        List<SecurityRequirement> ways = own == null ? document.getSecurity() : own;
        String document = ways == null || ways.isEmpty()
                ? "none"
                : ways.stream()
                        .map(way -> way.keySet().stream().map(this::scheme).collect(Collectors.joining(" and ")))
                        .collect(Collectors.joining(" or "));
        if (!document.equals(client)) {
            findings.add((own == null ? "" : name + ": ") + "the security scheme is " + document
                    + ", but the client sends " + client + ": change what it takes and sends");
        }
    }

    private String scheme(String name) {
        SecurityScheme scheme = document.getComponents().getSecuritySchemes().get(name);
        return scheme == null
                ? name + " (not declared)"
                : scheme.getType() + " " + (scheme.getScheme() == null ? name : scheme.getScheme());
    }

    private static Schema<?> json(Content content) {
        return content == null || content.get("application/json") == null
                ? null
                : content.get("application/json").getSchema();
    }
}
