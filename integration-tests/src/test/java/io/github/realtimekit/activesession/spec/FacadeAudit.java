package io.github.realtimekit.activesession.spec;

import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.AsyncActiveSessionClient;
import io.github.realtimekit.activesession.spec.SpecDocument.Route;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Holds the facade against the document: every operation has its methods, every parameter and every field of a request can
 * be sent, every field of an answer has an accessor of the fitting type, every enum value its constant, and the other way
 * round. What it finds it says to the one who changed the document.
 */
final class FacadeAudit {
    private static final String DECLARE = ", or declare the difference in openapi/differences.yaml";

    private static final List<Class<?>> CLIENTS = List.of(ActiveSessionClient.class, AsyncActiveSessionClient.class);

    private final SpecDocument document;
    private final DeclaredDifferences declared;
    private final FacadeNames names;
    private final Set<String> problems = new LinkedHashSet<>();
    private final Set<String> declarationsMet = new HashSet<>();
    private final Set<String> audited = new HashSet<>();
    private final Map<Class<?>, Set<String>> fieldAccessors = new LinkedHashMap<>();

    private FacadeAudit(SpecDocument document, DeclaredDifferences declared) {
        this.document = document;
        this.declared = declared;
        this.names = new FacadeNames(declared.names());
    }

    /** What has to be done, one line each; empty if document and facade agree. */
    static List<String> problems(SpecDocument document, DeclaredDifferences declared) {
        FacadeAudit audit = new FacadeAudit(document, declared);
        audit.operations();
        audit.accessorsWithoutField();
        audit.staleDeclarations();
        return new ArrayList<>(audit.problems);
    }

    private void found(String difference, String problem) {
        if (declared.facade().containsKey(difference)) {
            declarationsMet.add(difference);
        } else {
            problems.add(problem);
        }
    }

    private void operations() {
        Set<String> methods = new TreeSet<>();
        for (Route route : document.activeSessionRoutes().values()) {
            String id = route.operation().getOperationId();
            for (String name : names.members(id, id)) {
                methods.add(name);
                operation(route, id, name);
            }
            route.operation().getResponses().forEach((status, response) -> {
                Schema<?> json = SpecDocument.json(document.response(response).getContent());
                if (json != null) {
                    envelope(json);
                }
            });
        }
        for (Method method : ActiveSessionClient.class.getDeclaredMethods()) {
            if (Modifier.isPublic(method.getModifiers())
                    && method.getParameterCount() > 0
                    && method.getParameters()[0].getName().equals("meetingId")
                    && !methods.contains(method.getName())) {
                problems.add("ActiveSessionClient." + method.getName()
                        + " has no operation in the spec any more: remove it, and its counterpart in"
                        + " AsyncActiveSessionClient");
            }
        }
    }

    private void operation(Route route, String id, String name) {
        Schema<?> body = route.operation().getRequestBody() == null
                ? null
                : SpecDocument.json(
                        document.requestBody(route.operation().getRequestBody()).getContent());
        List<Class<?>> lacking = new ArrayList<>(CLIENTS);
        lacking.removeIf(client -> JavaTypes.method(client, name) != null);
        if (!lacking.isEmpty()) {
            problems.add("the operation " + id + " (" + route.name() + ") has no method: add "
                    + methods(lacking, name + "(…)")
                    + ", or name its method under 'names' in openapi/differences.yaml");
            return;
        }
        for (Parameter parameter : route.parameters()) {
            String java = FacadeNames.camel(parameter.getName());
            if (JavaTypes.method(ActiveSessionClient.Builder.class, java) == null) {
                lacking = new ArrayList<>(CLIENTS);
                lacking.removeIf(client ->
                        JavaTypes.parameterNames(JavaTypes.method(client, name)).contains(java));
                if (!lacking.isEmpty()) {
                    problems.add("the parameter " + parameter.getName() + " of " + id
                            + " is new in the spec and cannot be sent: give " + methods(lacking, name)
                            + " a parameter " + java);
                }
            }
        }
        if (body != null && body.get$ref() != null) {
            String type = names.type(SpecDocument.nameOf(body.get$ref()));
            lacking = new ArrayList<>(CLIENTS);
            lacking.removeIf(client ->
                    JavaTypes.parameterTypes(JavaTypes.method(client, name)).contains(type));
            if (!lacking.isEmpty()) {
                problems.add("the body of " + id + " cannot be sent: give " + methods(lacking, name)
                        + " a parameter of type " + type);
            }
        }
        if (body != null) {
            new RequestAudit(document, names, problems).request(body);
        }
    }

    private static String methods(List<Class<?>> clients, String method) {
        return clients.stream()
                .map(client -> client.getSimpleName() + "." + method)
                .collect(Collectors.joining(" and "));
    }

    /** The JSON of one status: {@code success} and {@code data}, or an error in one of its shapes. */
    private void envelope(Schema<?> json) {
        Shape shape = Shape.of(json, document);
        if (!shape.alternatives().isEmpty()) {
            shape.alternatives().forEach(this::error);
            return;
        }
        String name = json.get$ref() == null ? "an answer" : SpecDocument.nameOf(json.get$ref());
        shape.properties().forEach((field, schema) -> {
            if (field.equals("data") && schema.get$ref() != null) {
                String data = SpecDocument.nameOf(schema.get$ref());
                Class<?> type = names.javaClass(data);
                if (type != null) {
                    object(data, type, schema);
                }
            } else if (!field.equals("success")) {
                found(
                        name + "." + field + " is not exposed",
                        name + "." + field + " is new in the spec, beside success and data, and the facade does not"
                                + " expose it: add an accessor to what the operation gives" + DECLARE);
            }
        });
    }

    private void error(Schema<?> reference) {
        String name = SpecDocument.nameOf(reference.get$ref());
        Class<?> type = names.javaClass(name);
        if (type == null) {
            problems.add(
                    "the error " + name + " is new in the spec: read it in ErrorBody, and name the class that shows"
                            + " it under 'names' in openapi/differences.yaml");
        } else {
            object(name, type, reference);
        }
    }

    private void object(String name, Class<?> java, Schema<?> schema) {
        if (!audited.add(name)) {
            return;
        }
        Shape shape = Shape.of(schema, document);
        shape.properties().forEach((field, property) -> {
            String at = name + "." + field;
            Class<?> flat = names.isType(at) ? names.javaClass(at) : null;
            if (flat != null) {
                object(at, flat, property);
            }
            if (flat != java) {
                field(at, java, property, shape.requires(field));
            }
        });
    }

    private void field(String at, Class<?> java, Schema<?> property, boolean inSpec) {
        boolean required = inSpec && !Shape.of(property, document).nullable();
        String type = JavaTypes.of(at, property, document, names);
        String accessor = names.members(at, FacadeNames.camel(at.substring(at.lastIndexOf('.') + 1)))
                .get(0);
        Method method = JavaTypes.accessor(java, accessor);
        fieldAccessors.computeIfAbsent(java, any -> new HashSet<>()).add(accessor);
        String owner = FacadeNames.shown(java);
        if (method == null) {
            found(
                    at + " is not exposed",
                    at + " is new in the spec: add " + (required ? type : JavaTypes.optional(type)) + " " + accessor
                            + "() to " + owner + " and to its equals" + DECLARE);
            return;
        }
        String actual = JavaTypes.shown(method.getGenericReturnType());
        String plain = JavaTypes.plain(actual);
        String there = owner + "." + accessor + "() is " + actual;
        if (!plain.equals(type) && !(type.equals("double") && plain.equals("int"))) {
            found(
                    at + " has another type",
                    at + " is " + type + " by the spec, but " + there + ": change it" + DECLARE);
        } else if (required && JavaTypes.isOptional(actual)) {
            found(at + " is optional", at + " is required in the spec, but " + there + ": make it " + plain + DECLARE);
        } else if (!required && !actual.equals(JavaTypes.optional(plain))) {
            found(
                    at + " is required",
                    at + " is optional in the spec, but " + there + ": make it " + JavaTypes.optional(plain) + DECLARE);
        }
        values(at, java, accessor, property);
        Schema<?> inner = property.getItems() == null ? property : property.getItems();
        if (inner.get$ref() != null && names.javaClass(SpecDocument.nameOf(inner.get$ref())) != null) {
            String name = SpecDocument.nameOf(inner.get$ref());
            if (Shape.of(inner, document).values().isEmpty()) {
                object(name, names.javaClass(name), inner);
            }
        }
    }

    /** An enum's values have their constants, and one more accessor has the text. */
    private void values(String at, Class<?> java, String accessor, Schema<?> property) {
        Set<String> values = Shape.of(property, document).values();
        if (values.isEmpty() || property.get$ref() == null) {
            return;
        }
        fieldAccessors.get(java).add(accessor + "AsString");
        if (JavaTypes.accessor(java, accessor + "AsString") == null) {
            problems.add(at + " is an enum: add String " + accessor + "AsString() to " + FacadeNames.shown(java)
                    + ", for values that are not known yet");
        }
        String name = SpecDocument.nameOf(property.get$ref());
        Class<?> type = names.javaClass(name);
        if (type == null || !type.isEnum()) {
            return;
        }
        Set<String> constants = new LinkedHashSet<>();
        Arrays.stream(type.getEnumConstants()).forEach(constant -> constants.add(((Enum<?>) constant).name()));
        constants.remove("UNKNOWN");
        for (String value : values) {
            String constant = value.replaceAll("[^A-Za-z0-9]+", "_").toUpperCase(Locale.ROOT);
            if (!constants.remove(constant)) {
                problems.add("the value " + value + " of " + name + " is new in the spec: add " + name + "." + constant
                        + " and its case in " + name + ".of (until then it is read as UNKNOWN)");
            }
        }
        constants.forEach(constant ->
                problems.add(name + "." + constant + " has no value in the spec any more: deprecate or remove it"));
    }

    private void accessorsWithoutField() {
        fieldAccessors.forEach((java, accessors) -> {
            for (Method method : java.getDeclaredMethods()) {
                if (!Throwable.class.isAssignableFrom(java)
                        && JavaTypes.isAccessor(method)
                        && !accessors.contains(method.getName())) {
                    problems.add(FacadeNames.shown(java) + "." + method.getName()
                            + "() has no field in the spec any more: remove it, or find the field's new name");
                }
            }
        });
    }

    private void staleDeclarations() {
        declared.facade().keySet().stream()
                .filter(difference -> !declarationsMet.contains(difference))
                .forEach(difference -> problems.add("openapi/differences.yaml declares '" + difference
                        + "', which is no difference any more: remove it there"));
        names.unused()
                .forEach(name -> problems.add("openapi/differences.yaml names '" + name
                        + "', which the spec has not any more: remove it there"));
    }
}
