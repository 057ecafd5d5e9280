package io.github.realtimekit.activesession.spec;

import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.AsyncActiveSessionClient;
import io.github.realtimekit.activesession.TransportException;
import io.github.realtimekit.activesession.spec.SpecDocument.Route;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import okhttp3.OkHttpClient;

/** Where an operation is, and whether both clients can send it, with all parameters and all fields of its body. */
final class OperationAudit {
    private static final List<Class<?>> CLIENTS = List.of(ActiveSessionClient.class, AsyncActiveSessionClient.class);

    private final SpecDocument document;
    private final FacadeNames names;
    private final Findings findings;
    private final ResponseAudit values;
    private final String address = address();

    OperationAudit(SpecDocument document, FacadeNames names, Findings findings, ResponseAudit values) {
        this.document = document;
        this.names = names;
        this.findings = findings;
        this.values = values;
    }

    /** What is before the account in a request that the client sends by default: it is caught on its way. */
    private static String address() {
        StringBuilder url = new StringBuilder();
        OkHttpClient http = new OkHttpClient.Builder()
                .addInterceptor(chain -> {
                    url.append(chain.request().url());
                    throw new IOException("not sent");
                })
                .build();
        ActiveSessionClient.Builder builder =
                ActiveSessionClient.builder().apiToken("token").maxRetries(0);
        try (ActiveSessionClient client =
                builder.accountId("account").appId("app").httpClient(http).build()) {
            client.get("meeting");
        } catch (TransportException expected) {
            // the address is all that is wanted
        }
        return url.substring(0, url.indexOf("/accounts/"));
    }

    void operation(Route route) {
        String ways = String.join(" or ", document.credentials(route));
        if (!document.credentials(route).contains("http bearer")) {
            findings.add(
                    route,
                    "the spec wants " + ways + ", but the client sends http bearer: change what the Builder"
                            + " takes and what is sent");
        }
        if (!route.addresses().contains(address)) {
            findings.add(
                    route,
                    "the server is " + String.join(" or ", route.addresses()) + " in the spec, but the client calls "
                            + address + ": change the default base URL");
        }
        String body = body(route);
        for (String method : names.methods(route)) {
            List<Class<?>> lacking = without(CLIENTS, method, parameter -> true);
            if (lacking.isEmpty()) {
                route.parameters().forEach(parameter -> parameter(route, method, parameter));
                List<Class<?>> bodiless =
                        without(CLIENTS, method, given -> body == null || JavaTypes.fits(given, body));
                if (!bodiless.isEmpty()) {
                    findings.add("the body of " + route.id() + " cannot be sent: give " + shown(bodiless, method)
                            + " a parameter of type " + body);
                }
            } else {
                findings.add("the operation " + route.id() + " (" + route.name() + ") has no method: add "
                        + shown(lacking, method) + (body == null ? "" : " with a parameter of type " + body)
                        + ", or name its method under 'names' in openapi/differences.yaml; add its constant and its"
                        + " call where the facade lists the operations");
            }
        }
    }

    private void parameter(Route route, String method, Parameter parameter) {
        String java = FacadeNames.camel(parameter.getName());
        String type = JavaTypes.of(parameter.getName(), parameter.getSchema(), document, names);
        boolean setting = JavaTypes.method(ActiveSessionClient.Builder.class, java) != null;
        List<Class<?>> owners = setting ? List.of(ActiveSessionClient.Builder.class) : CLIENTS;
        String taking = setting ? java : method;
        List<Class<?>> lacking =
                without(owners, taking, given -> given.getName().equals(java));
        if (!lacking.isEmpty()) {
            findings.add(
                    route,
                    "the parameter " + parameter.getName() + " is new in the spec and cannot be sent: give "
                            + shown(lacking, taking) + " a parameter " + type + " " + java);
        } else if (!without(owners, taking, given -> given.getName().equals(java) && JavaTypes.fits(given, type))
                .isEmpty()) {
            findings.addUndeclared(
                    "the parameter " + parameter.getName() + " has another type",
                    "the parameter " + parameter.getName() + " is " + type + " by the spec, but the facade takes"
                            + " another type: change it");
        }
    }

    /** Those without such a parameter of the method. */
    private static List<Class<?>> without(
            List<Class<?>> owners, String method, Predicate<java.lang.reflect.Parameter> parameter) {
        return owners.stream()
                .filter(owner -> JavaTypes.parametersOf(owner, method).noneMatch(parameter))
                .toList();
    }

    private static String shown(List<Class<?>> owners, String method) {
        return owners.stream()
                .map(owner -> FacadeNames.shown(owner) + "." + method)
                .collect(Collectors.joining(" and "));
    }

    /** The type of the body, or null if there is none. */
    private String body(Route route) {
        RequestBody body = document.requestBody(route.operation().getRequestBody());
        Schema<?> json = body == null ? null : SpecDocument.json(body.getContent());
        if (json != null && json.get$ref() != null) {
            String name = SpecDocument.nameOf(json.get$ref());
            if (names.javaClass(name) == null && takesItsFields(route, name, json)) {
                return null;
            }
            request(name, json);
            return names.type(name);
        }
        if (body != null) {
            findings.add(route, "the body is no JSON with a schema of its own: give it one under components/schemas");
        }
        return null;
    }

    /** Whether no class is made of a body: its fields are all required, and the methods have a parameter for each. */
    private boolean takesItsFields(Route route, String name, Schema<?> body) {
        Shape shape = Shape.of(body, document);
        return !shape.properties.isEmpty()
                && shape.properties.entrySet().stream().allMatch(field -> {
                    String type = JavaTypes.of(name + "." + field.getKey(), field.getValue(), document, names);
                    String camel = FacadeNames.camel(field.getKey());
                    return shape.requires(field.getKey())
                            && names.methods(route).stream().allMatch(method -> takes(method, type, camel));
                });
    }

    private static boolean takes(String method, String type, String name) {
        return without(CLIENTS, method, given -> given.getName().equals(name) && JavaTypes.fits(given, type))
                .isEmpty();
    }

    void methodsWithoutOperation(Collection<Route> routes) {
        Set<String> methods =
                routes.stream().flatMap(route -> names.methods(route).stream()).collect(Collectors.toSet());
        Arrays.stream(ActiveSessionClient.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers())
                        && JavaTypes.parametersOf(ActiveSessionClient.class, method.getName())
                                .anyMatch(parameter -> parameter.getName().equals("meetingId"))
                        && !methods.contains(method.getName()))
                .forEach(method -> findings.add("ActiveSessionClient." + method.getName()
                        + " has no operation in the spec any more: remove it, and its counterpart in"
                        + " AsyncActiveSessionClient"));
    }

    /** Required fields go into {@code of}, optional ones have a {@code with}. */
    private void request(String name, Schema<?> body) {
        Class<?> java = names.javaClass(name);
        String owner = names.type(name);
        Shape shape = Shape.of(body, document);
        Set<String> met = new HashSet<>();
        List<String> demands = new ArrayList<>();
        List<String> options = new ArrayList<>();
        shape.properties.forEach((field, schema) -> {
            String at = name + "." + field;
            values.enumeration(at, schema);
            String type = JavaTypes.of(at, schema, document, names);
            String camel = FacadeNames.camel(field);
            String with = names.members(
                            at, "with" + camel.substring(0, 1).toUpperCase(Locale.ROOT) + camel.substring(1))
                    .get(0);
            met.add(camel);
            met.add(with);
            boolean required = shape.requires(field);
            if (java != null) {
                field(at, java, required, type, camel, with);
            } else if (required) {
                demands.add(type + " " + camel);
            } else {
                options.add(", " + with + "(" + type + ")");
            }
        });
        if (java == null) {
            findings.add("the class " + owner + " is new in the spec: add it with the static " + owner + ".of("
                    + String.join(", ", demands) + ")" + String.join("", options) + ", and an accessor for each field");
        } else {
            withoutField(java, owner, met);
        }
    }

    private void field(String at, Class<?> java, boolean required, String type, String camel, String with) {
        String owner = FacadeNames.shown(java);
        boolean demanded = JavaTypes.parametersOf(java, "of")
                .anyMatch(given -> given.getName().equals(camel) && JavaTypes.fits(given, type));
        boolean settable = JavaTypes.parametersOf(java, with).anyMatch(given -> JavaTypes.fits(given, type));
        if (names.isMember(at)) {
            if (!settable) {
                findings.add(at + " cannot be sent: " + owner + "." + with + " does not take " + type);
            }
        } else if (!demanded && !settable) {
            String place = required
                    ? "give " + owner + ".of a parameter " + type + " " + camel
                    : "add " + owner + "." + with + "(" + type + ")";
            boolean known = JavaTypes.method(java, with) != null
                    || JavaTypes.parametersOf(java, "of")
                            .anyMatch(given -> given.getName().equals(camel));
            findings.add(at + (known ? " has another type in the spec" : " is new in the spec")
                    + " and cannot be sent: " + place + ", and put it into the body");
        } else if (required && !demanded) {
            findings.add(at + " is required in the spec, but can be left out: give " + owner + ".of a parameter " + type
                    + " " + camel + " in the place of " + with);
        } else if (!required && demanded) {
            findings.add(at + " is optional in the spec, but " + owner + ".of demands it: add " + owner + "." + with
                    + "(" + type + ") in its place");
        }
    }

    private void withoutField(Class<?> java, String owner, Set<String> met) {
        Arrays.stream(java.getDeclaredMethods())
                .map(Method::getName)
                .filter(name -> name.startsWith("with") && !met.contains(name))
                .forEach(name -> findings.add(owner + "." + name + " has no field in the spec any more: remove it"));
        JavaTypes.parametersOf(java, "of")
                .filter(parameter -> !met.contains(parameter.getName()))
                .forEach(parameter -> findings.add(owner + ".of has a parameter " + parameter.getName()
                        + ", which is no field of the spec any more: remove it"));
    }
}
