package io.github.realtimekit.activesession.spec;

import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** What of a request cannot be said with the facade: required fields go into {@code of}, optional ones have a {@code with}. */
final class RequestAudit {
    private final SpecDocument document;
    private final FacadeNames names;
    private final Set<String> problems;

    RequestAudit(SpecDocument document, FacadeNames names, Set<String> problems) {
        this.document = document;
        this.names = names;
        this.problems = problems;
    }

    void request(Schema<?> body) {
        String name = SpecDocument.nameOf(body.get$ref());
        Class<?> java = names.javaClass(name);
        if (java == null) {
            return;
        }
        Shape shape = Shape.of(body, document);
        Set<String> met = new HashSet<>();
        shape.properties().forEach((field, schema) -> {
            String at = name + "." + field;
            String type = JavaTypes.of(at, schema, document, names);
            String camel = FacadeNames.camel(field);
            String with = names.members(
                            at, "with" + camel.substring(0, 1).toUpperCase(Locale.ROOT) + camel.substring(1))
                    .get(0);
            met.add(camel);
            met.add(with);
            boolean demanded = takes(java, "of", camel, type);
            boolean settable = takes(java, with, null, type);
            String owner = FacadeNames.shown(java);
            if (names.isMember(at)) {
                if (!settable) {
                    problems.add(at + " cannot be sent: " + owner + "." + with + " does not take " + type);
                }
            } else if (!demanded && !settable) {
                String place = shape.requires(field)
                        ? "give " + owner + ".of a parameter " + type + " " + camel
                        : "add " + owner + "." + with + "(" + type + ")";
                boolean known = JavaTypes.method(java, with) != null || hasParameter(java, "of", camel);
                problems.add(at + (known ? " has another type in the spec" : " is new in the spec")
                        + " and cannot be sent: " + place + ", and put it into the body");
            } else if (shape.requires(field) && !demanded) {
                problems.add(at + " is required in the spec, but can be left out: give " + owner + ".of a parameter "
                        + type + " " + camel + " in the place of " + with);
            } else if (!shape.requires(field) && demanded) {
                problems.add(at + " is optional in the spec, but " + owner + ".of demands it: add " + owner + "." + with
                        + "(" + type + ") in its place");
            }
        });
        for (Method method : java.getDeclaredMethods()) {
            if (!Modifier.isPublic(method.getModifiers())) {
                continue;
            }
            if (method.getName().startsWith("with") && !met.contains(method.getName())) {
                problems.add(FacadeNames.shown(java) + "." + method.getName()
                        + " has no field in the spec any more: remove it");
            }
            if (method.getName().equals("of")) {
                JavaTypes.parameterNames(method).stream()
                        .filter(parameter -> !met.contains(parameter))
                        .forEach(parameter -> problems.add(FacadeNames.shown(java) + ".of has a parameter " + parameter
                                + ", which is no field of the spec any more: remove it"));
            }
        }
    }

    /** Whether a public method takes a parameter of this type, and with this name unless that is null. */
    private static boolean takes(Class<?> java, String method, String parameter, String type) {
        return Arrays.stream(java.getDeclaredMethods())
                .filter(candidate -> Modifier.isPublic(candidate.getModifiers())
                        && candidate.getName().equals(method))
                .flatMap(candidate -> Arrays.stream(candidate.getParameters()))
                .anyMatch(candidate ->
                        (parameter == null || candidate.getName().equals(parameter)) && fits(candidate, type));
    }

    private static boolean hasParameter(Class<?> java, String method, String parameter) {
        return Arrays.stream(java.getDeclaredMethods())
                .filter(candidate -> candidate.getName().equals(method))
                .anyMatch(candidate -> JavaTypes.parameterNames(candidate).contains(parameter));
    }

    private static boolean fits(Parameter parameter, String type) {
        String actual = JavaTypes.shown(parameter.getParameterizedType());
        return actual.equals(type)
                || actual.equals(type.replace("List<", "Collection<"))
                || type.equals("double") && actual.equals("int");
    }
}
