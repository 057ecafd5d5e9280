package io.github.realtimekit.activesession.spec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.swagger.v3.parser.util.DeserializationUtils;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What an OpenAPI document says about some of its operations: a sorted document with nothing else in it, and without
 * references and prose. Works on the plain tree, so that keywords unknown to any library are kept.
 */
final class OperationsText {
    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");
    private static final Set<String> PROSE =
            Set.of("description", "summary", "title", "example", "examples", "externalDocs");
    /** Below these, a key is a name, not a keyword. For instance, a field may be called {@code title}. */
    private static final Set<String> MAPS = Set.of("properties", "responses", "headers", "$defs");

    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .build());

    private static final Set<String> UNORDERED =
            Set.of("required", "enum", "tags", "type", "parameters", "security", "allOf", "anyOf", "oneOf");

    private enum Kind {
        KEYWORDS,
        NAMES,
        DATA;

        Kind under(String key) {
            return switch (this) {
                case DATA -> DATA;
                case NAMES -> KEYWORDS;
                case KEYWORDS ->
                    MAPS.contains(key)
                            ? NAMES
                            : key.startsWith("x-") || key.matches("const|default|enum") ? DATA : KEYWORDS;
            };
        }
    }

    private final JsonNode document;

    private OperationsText(JsonNode document) {
        this.document = document;
    }

    /** {@return the operations of a document in JSON or YAML, such as {@code GET /a/{id}}} */
    static List<String> operations(String document) {
        return read(document)
                .at("/paths")
                .propertyStream()
                .flatMap(path -> path.getValue()
                        .propertyStream()
                        .map(Map.Entry::getKey)
                        .filter(METHODS::contains)
                        .map(method -> method.toUpperCase(Locale.ROOT) + " " + path.getKey()))
                .toList();
    }

    /** {@return an operation without the names of its path parameters, which do not matter} */
    static String unnamed(String operation) {
        return operation.replaceAll("\\{.*?}", "{}");
    }

    /** {@return what a document in JSON or YAML says about these operations} */
    static String of(String document, List<String> operations) {
        return new OperationsText(read(document)).text(operations);
    }

    private static JsonNode read(String document) {
        DeserializationUtils.getOptions()
                .setMaxYamlCodePoints(Integer.MAX_VALUE); // Cloudflare's document exceeds the default
        JsonNode tree = DeserializationUtils.deserializeIntoTree(document, "");
        if (tree == null || !tree.path("paths").isObject()) {
            throw new IllegalArgumentException("this is not an OpenAPI document: it has no paths");
        }
        return tree;
    }

    private String text(List<String> operations) {
        ObjectNode whole = resolved(document).retain("openapi", "servers", "security");
        JsonNode schemes = document.at("/components/securitySchemes");
        if (schemes.isObject()) {
            whole.putObject("components").set("securitySchemes", schemes);
        }
        ObjectNode text = (ObjectNode) written(whole, Kind.KEYWORDS, List.of());
        ObjectNode paths = text.putObject("paths");
        for (String operation : new TreeSet<>(operations)) {
            int blank = operation.indexOf(' ');
            String method = operation.substring(0, blank).toLowerCase(Locale.ROOT);
            Map.Entry<String, ObjectNode> path = path(operation.substring(blank + 1), method);
            ObjectNode item = path.getValue();
            item.remove(METHODS.stream().filter(other -> !other.equals(method)).toList());
            paths.withObjectProperty(path.getKey()).setAll((ObjectNode) written(item, Kind.KEYWORDS, List.of()));
        }
        try {
            return YAML.writeValueAsString(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map.Entry<String, ObjectNode> path(String template, String method) {
        return document.get("paths")
                .propertyStream()
                .filter(path -> unnamed(path.getKey()).equals(unnamed(template)))
                .map(path -> Map.entry(path.getKey(), resolved(path.getValue())))
                .filter(path -> path.getValue().has(method))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the document has no " + method.toUpperCase(Locale.ROOT) + " " + template));
    }

    /** {@code above} contains the nodes around this one, outermost first. */
    private JsonNode written(JsonNode raw, Kind kind, List<JsonNode> above) {
        JsonNode node = seen(raw, kind);
        for (int up = 1; up <= above.size() && node.isObject() && kind != Kind.DATA; up++) {
            if (same(node, above.get(above.size() - up), kind, new HashSet<>())) {
                return JsonNodeFactory.instance.objectNode().put("x-recursive", up + " levels up");
            }
        }
        List<JsonNode> around = Stream.concat(above.stream(), Stream.of(node)).toList();
        if (node.isArray()) {
            return JsonNodeFactory.instance
                    .arrayNode()
                    .addAll(node.valueStream()
                            .map(item -> written(item, kind, around))
                            .toList());
        }
        Map<String, JsonNode> sorted = new TreeMap<>();
        node.properties().forEach(entry -> {
            JsonNode value = written(entry.getValue(), kind.under(entry.getKey()), around);
            if (value instanceof ArrayNode list && kind == Kind.KEYWORDS && UNORDERED.contains(entry.getKey())) {
                List<JsonNode> items = list.valueStream()
                        .sorted(Comparator.comparing(JsonNode::toString))
                        .toList();
                list.removeAll().addAll(items);
            }
            sorted.put(entry.getKey(), value);
        });
        return node.isObject() ? new ObjectNode(JsonNodeFactory.instance, sorted) : node;
    }

    /** Whether both say the same, including what they refer to; {@code assumed} has the pairs being compared. */
    private boolean same(JsonNode left, JsonNode right, Kind kind, Set<List<JsonNode>> assumed) {
        JsonNode one = seen(left, kind);
        JsonNode other = seen(right, kind);
        if (one.equals(other) || !assumed.add(List.of(one, other))) {
            return true;
        }
        if (!one.isContainerNode() || one.getNodeType() != other.getNodeType() || one.size() != other.size()) {
            return false;
        }
        if (one.isObject()) {
            return one.propertyStream()
                    .allMatch(entry -> other.has(entry.getKey())
                            && same(entry.getValue(), other.get(entry.getKey()), kind.under(entry.getKey()), assumed));
        }
        Iterator<JsonNode> others = other.iterator();
        return one.valueStream().allMatch(item -> same(item, others.next(), kind, assumed));
    }

    /** A node without its reference and prose. */
    private JsonNode seen(JsonNode raw, Kind kind) {
        if (!raw.isObject() || kind == Kind.DATA || kind == Kind.NAMES) {
            return raw;
        }
        ObjectNode node = resolved(raw);
        node.remove(PROSE);
        return node;
    }

    /** A copy of what a node refers to, with the node's other keywords. */
    private ObjectNode resolved(JsonNode raw) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().setAll((ObjectNode) raw);
        List<String> references = new ArrayList<>();
        while (node.path("$ref").isTextual()) {
            String reference = node.remove("$ref").textValue();
            JsonNode target = reference.startsWith("#/")
                    ? document.at(URLDecoder.decode(reference.substring(1).replace("+", "%2B"), StandardCharsets.UTF_8))
                    : null;
            if (target == null || !target.isObject() || references.contains(reference)) {
                throw new IllegalArgumentException("the reference " + reference + " leads nowhere in the document");
            }
            references.add(reference);
            node = JsonNodeFactory.instance
                    .objectNode()
                    .<ObjectNode>setAll((ObjectNode) target)
                    .setAll(node);
        }
        return node;
    }
}
