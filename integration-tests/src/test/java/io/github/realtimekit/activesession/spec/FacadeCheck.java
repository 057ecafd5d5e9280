package io.github.realtimekit.activesession.spec;

import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.AsyncActiveSessionClient;
import io.github.realtimekit.activesession.TransportException;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/** What the facade lacks of a document, and the document of the facade: one line each, with what to do. */
final class FacadeCheck {
    private static final String PATH =
            "/accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/active-session";

    /** The names of methods. Any other operation is a POST, and its method is named after the end of its path. */
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
            return parsed.getMessages();
        }
        FacadeCheck check = new FacadeCheck(parsed.getOpenAPI());
        check.addressAndCredentials();
        check.operations();
        check.fields.errors();
        return List.copyOf(check.findings);
    }

    /** What the client sends by default, intercepted before it is sent. */
    private static Request sent() {
        List<Request> requests = new ArrayList<>();
        OkHttpClient http = new OkHttpClient.Builder()
                .addInterceptor(chain -> {
                    requests.add(chain.request());
                    throw new IOException("not sent");
                })
                .build();
        ActiveSessionClient.Builder builder =
                ActiveSessionClient.builder().apiToken("token").maxRetries(0);
        try (ActiveSessionClient client =
                builder.accountId("account").appId("app").httpClient(http).build()) {
            client.get("meeting");
        } catch (TransportException e) {
            // it was intercepted
        }
        return requests.get(0);
    }

    private void operations() {
        Set<String> known = new LinkedHashSet<>();
        document.getPaths()
                .forEach((path, item) -> item.readOperationsMap().forEach((verb, operation) -> {
                    String name = verb + " " + path.replace(PATH, "…");
                    known.addAll(methods(name));
                    operation(name, operation);
                    if (Stream.of(item.getServers(), operation.getServers(), operation.getSecurity())
                            .anyMatch(Objects::nonNull)) {
                        findings.add(
                                name + " has a server or a security scheme of its own: the client has one for all");
                    }
                }));
        CLIENTS.forEach(client -> Arrays.stream(client.getMethods())
                .map(Method::getName)
                .filter(method -> method(client, method) != null && !known.contains(method))
                .forEach(method -> findings.add(client.getSimpleName() + "." + method
                        + " has no operation in the document: remove it, or correct the path there")));
    }

    private void operation(String name, Operation operation) {
        List<String> methods = methods(name);
        List<String> missing = CLIENTS.stream()
                .filter(client -> methods.stream().anyMatch(method -> method(client, method) == null))
                .map(client -> client.getSimpleName() + "." + String.join("/", methods))
                .toList();
        if (methods.isEmpty()) {
            findings.add(name + " is not what the client sends: correct the path, or METHODS in FacadeCheck");
        } else if (!missing.isEmpty()) {
            findings.add(name + " has no method: add " + String.join(" and ", missing) + ", or correct the path");
        } else {
            Method method = method(ActiveSessionClient.class, methods.get(0));
            request(name, operation, method.getName());
            operation
                    .getResponses()
                    .forEach((status, response) -> response(name + " " + status, json(response.getContent()), method));
        }
    }

    private static List<String> methods(String name) {
        String end = name.replaceFirst("^POST …/", "");
        return METHODS.getOrDefault(name, end.equals(name) ? List.of() : List.of(FieldCheck.camel(end)));
    }

    /** {@return a method whose first parameter is the meeting's id; null if there is none} */
    private static Method method(Class<?> client, String name) {
        Method method = FieldCheck.method(client, name);
        return method == null || !method.toString().contains("(java.lang.String") ? null : method;
    }

    private void request(String name, Operation operation, String method) {
        List<String> needed = new ArrayList<>(List.of("the meeting"));
        operation.getParameters().stream()
                .filter(parameter -> !parameter.getIn().equals("path"))
                .forEach(parameter -> needed.add(parameter.getName()));
        if (operation.getRequestBody() != null) {
            Schema<?> body = json(operation.getRequestBody().getContent());
            Class<?> type = body == null ? null : FieldCheck.type(body);
            if (type != null) {
                needed.add(FieldCheck.name(body));
                fields.request(body, type);
            } else if (body != null) {
                needed.addAll(fields.properties(body).keySet());
            } else {
                needed.add("a body that is not JSON");
            }
        }
        CLIENTS.stream()
                .filter(client -> method(client, method).getParameterCount() != needed.size())
                .forEach(client -> findings.add(name + " takes " + needed + ": change the parameters of "
                        + client.getSimpleName() + "." + method));
    }

    private void response(String name, Schema<?> json, Method method) {
        if (!name.matches(".* 2..")) {
            if (json != null && !FieldCheck.name(json).equals("ErrorResponse")) {
                findings.add(name + " has a body of its own: let it be an ErrorResponse, or read it in the facade");
            }
            return;
        }
        Class<?> type = method.getGenericReturnType() instanceof ParameterizedType optional
                ? (Class<?>) optional.getActualTypeArguments()[0]
                : method.getReturnType();
        Map<String, Schema<?>> envelope = json == null ? Map.of() : fields.properties(json);
        Schema<?> data = envelope.getOrDefault("data", new Schema<>());
        if (FieldCheck.type(data) == type) {
            fields.response(data, type);
        } else {
            findings.add(name + " has " + FieldCheck.name(data) + " as its data, but " + method.getName() + " reads "
                    + type.getSimpleName() + ": let it be that, or read it in the facade");
        }
        envelope.keySet().stream()
                .filter(field -> !field.matches("success|data"))
                .forEach(field -> findings.add(name + " has " + field + " beside data: read it in the facade"));
    }

    private void addressAndCredentials() {
        String url = sent.url().toString().replaceFirst("/accounts/.*", "");
        document.getServers().stream()
                .filter(server -> !server.getUrl().equals(url))
                .forEach(server -> findings.add("the server is " + server.getUrl() + ", but the client calls " + url
                        + ": change the default base URL"));
        String scheme = "http " + sent.header("Authorization").split(" ")[0].toLowerCase(Locale.ROOT);
        String ways = Stream.ofNullable(document.getSecurity())
                .flatMap(List::stream)
                .map(way -> way.keySet().stream().map(this::scheme).collect(Collectors.joining(" and ")))
                .collect(Collectors.joining(" or "));
        if (!ways.equals(scheme)) {
            findings.add("the security scheme is " + (ways.isEmpty() ? "none" : ways) + ", but the client sends "
                    + scheme + ": change what it takes and sends");
        }
    }

    private String scheme(String name) {
        SecurityScheme scheme = document.getComponents().getSecuritySchemes().get(name);
        return scheme == null || scheme.getScheme() == null ? name : scheme.getType() + " " + scheme.getScheme();
    }

    private static Schema<?> json(Content content) {
        return content == null || content.get("application/json") == null
                ? null
                : content.get("application/json").getSchema();
    }
}
