package io.github.realtimekit.activesession.spec;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import io.swagger.v3.oas.models.servers.ServerVariable;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import io.swagger.v3.parser.util.DeserializationUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An OpenAPI document, in JSON or YAML, and what its references point to. */
final class SpecDocument {
    private static final String ACTIVE_SESSION = "/active-session";

    private final OpenAPI openApi;
    private final Components components;

    private SpecDocument(OpenAPI openApi) {
        this.openApi = openApi;
        this.components = openApi.getComponents() == null ? new Components() : openApi.getComponents();
    }

    static SpecDocument read(Path file) throws IOException {
        return parse(Files.readString(file));
    }

    static SpecDocument parse(String text) {
        DeserializationUtils.getOptions()
                .setMaxYamlCodePoints(Integer.MAX_VALUE); // Cloudflare's is over the usual limit
        ParseOptions options = new ParseOptions();
        options.setResolve(false); // the walks follow references one by one, and see where they lead in circles
        SwaggerParseResult result = new OpenAPIV3Parser().readContents(text, null, options);
        if (result.getOpenAPI() == null || result.getOpenAPI().getPaths() == null) {
            throw new IllegalArgumentException("this is no OpenAPI document with paths: " + result.getMessages());
        }
        return new SpecDocument(result.getOpenAPI());
    }

    /** One operation: its method and its path, the parameters of its path and its own, and where it is served. */
    record Route(String method, String path, Operation operation, List<Parameter> parameters, Set<String> addresses) {
        String id() {
            return operation.getOperationId();
        }

        /** Its method and what it does to an active session, such as {@code POST active-session/kick}. */
        String name() {
            return method + " " + path.substring(path.indexOf(ACTIVE_SESSION) + 1);
        }

        /** Its method and its path, whatever the path's parameters are called and whatever is before the account. */
        String key() {
            String anonymous = path.replaceAll("\\{[^}]*}", "{}");
            return method + " " + anonymous.substring(Math.max(0, anonymous.indexOf("/accounts/{}/")));
        }
    }

    /** Every operation on an active session, by its {@link Route#key()}. */
    Map<String, Route> activeSessionRoutes() {
        Map<String, Route> routes = new LinkedHashMap<>();
        openApi.getPaths().forEach((path, item) -> {
            if (path.contains(ACTIVE_SESSION + "/") || path.endsWith(ACTIVE_SESSION)) {
                PathItem resolved = pathItem(item);
                resolved.readOperationsMap().forEach((method, operation) -> {
                    Route route = new Route(
                            method.name(),
                            path,
                            operation,
                            parameters(resolved, operation),
                            addresses(
                                    path,
                                    Stream.of(operation.getServers(), resolved.getServers(), openApi.getServers())));
                    routes.put(route.key(), route);
                });
            }
        });
        return routes;
    }

    /** Those of the operation, and those of the path that it does not declare itself. */
    private List<Parameter> parameters(PathItem item, Operation operation) {
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        for (List<Parameter> declared : Arrays.asList(item.getParameters(), operation.getParameters())) {
            for (Parameter parameter : declared == null ? List.<Parameter>of() : declared) {
                Parameter resolved = parameter(parameter);
                parameters.put(resolved.getIn() + " " + resolved.getName(), resolved);
            }
        }
        return List.copyOf(parameters.values());
    }

    /** What is before the account in the addresses of an operation, by its nearest servers; empty if none are named. */
    private static Set<String> addresses(String path, Stream<List<Server>> levels) {
        String prefix = path.substring(0, Math.max(0, path.indexOf("/accounts/{")));
        return levels.filter(servers -> servers != null && !servers.isEmpty()).findFirst().orElse(List.of()).stream()
                .map(server -> url(server).replaceFirst("/$", "") + prefix)
                .filter(address -> !address.isEmpty()) // the parser's, where the document has none
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String url(Server server) {
        String url = server.getUrl();
        if (server.getVariables() != null) {
            for (Map.Entry<String, ServerVariable> variable :
                    server.getVariables().entrySet()) {
                url = url.replace(
                        "{" + variable.getKey() + "}", variable.getValue().getDefault());
            }
        }
        return url;
    }

    /** The ways in which an operation takes credentials, in words. */
    Set<String> credentials(Route route) {
        List<SecurityRequirement> ways = route.operation().getSecurity();
        ways = ways != null ? ways : openApi.getSecurity() != null ? openApi.getSecurity() : List.of();
        Set<String> credentials = ways.stream()
                .map(way -> way.keySet().stream().map(this::scheme).sorted().collect(Collectors.joining(" and ")))
                .map(way -> way.isEmpty() ? "none" : way)
                .collect(Collectors.toCollection(TreeSet::new));
        return credentials.isEmpty() ? Set.of("none") : credentials;
    }

    private String scheme(String name) {
        SecurityScheme scheme = resolve(
                new SecurityScheme().$ref("#/components/securitySchemes/" + name),
                SecurityScheme::get$ref,
                components.getSecuritySchemes());
        return scheme.getType()
                + (scheme.getScheme() == null ? "" : " " + scheme.getScheme().toLowerCase(Locale.ROOT))
                + (scheme.getName() == null ? "" : " in the " + scheme.getIn() + " " + scheme.getName());
    }

    private PathItem pathItem(PathItem item) {
        Map<String, PathItem> named = new LinkedHashMap<>(openApi.getPaths());
        if (components.getPathItems() != null) {
            named.putAll(components.getPathItems());
        }
        return resolve(item, PathItem::get$ref, named);
    }

    private Parameter parameter(Parameter parameter) {
        return resolve(parameter, Parameter::get$ref, components.getParameters());
    }

    RequestBody requestBody(RequestBody body) {
        return resolve(body, RequestBody::get$ref, components.getRequestBodies());
    }

    ApiResponse response(ApiResponse response) {
        return resolve(response, ApiResponse::get$ref, components.getResponses());
    }

    @SuppressWarnings({"rawtypes", "unchecked"}) // the library's maps are raw
    Schema<?> schema(Schema<?> schema) {
        return resolve((Schema) schema, Schema::get$ref, components.getSchemas());
    }

    /** The schema of the JSON in a content, or null. */
    static Schema<?> json(Map<String, MediaType> content) {
        for (Map.Entry<String, MediaType> entry :
                content == null ? Map.<String, MediaType>of().entrySet() : content.entrySet()) {
            if (entry.getKey().startsWith("application/json")) {
                return entry.getValue().getSchema();
            }
        }
        return null;
    }

    /** The last part of a reference: {@code Poll} of {@code #/components/schemas/Poll}. */
    static String nameOf(String reference) {
        String last = reference.substring(reference.lastIndexOf('/') + 1);
        return last.replace("~1", "/").replace("~0", "~");
    }

    private static <T> T resolve(T value, Function<? super T, String> reference, Map<String, ? extends T> named) {
        T resolved = value;
        for (int hops = 0; resolved != null && reference.apply(resolved) != null; hops++) {
            String target = reference.apply(resolved);
            resolved = named == null || hops > 50 ? null : named.get(nameOf(target));
            if (resolved == null) {
                throw new IllegalArgumentException("the reference " + target + " leads nowhere");
            }
        }
        return resolved;
    }
}
