package io.github.realtimekit.activesession.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.atlassian.oai.validator.model.Request.Method;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.core.util.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every body in the document has an example, and every example matches its schema. */
class SpecificationExamplesTest {
    private final List<DynamicTest> tests = new ArrayList<>();
    private JsonNode document;

    @TestFactory
    List<DynamicTest> examples() throws Exception {
        document = Yaml.mapper().readTree(Specification.TEXT);
        document.get("paths").properties().forEach(path -> {
            String url = "/client/v4" + path.getKey().replaceAll("[{}]", "");
            path.getValue().properties().stream()
                    .filter(entry -> entry.getValue().has("operationId"))
                    .forEach(entry ->
                            operation(url, Method.valueOf(entry.getKey().toUpperCase(Locale.ROOT)), entry.getValue()));
        });
        assertThat(tests).hasSizeGreaterThan(20);
        return tests;
    }

    private interface Check {
        ValidationReport of(String type, String body);
    }

    private void operation(String url, Method method, JsonNode operation) {
        String id = operation.get("operationId").asText();
        bodies(id + ", request", operation.path("requestBody"), (type, body) -> {
            SimpleRequest.Builder request = new SimpleRequest.Builder(method, url);
            return Specification.VALIDATOR.validateRequest(request.withContentType(type)
                    .withAuthorization("Bearer a-token")
                    .withBody(body)
                    .build());
        });
        for (Map.Entry<String, JsonNode> response : operation.get("responses").properties()) {
            int status = response.getKey().equals("default") ? 503 : Integer.parseInt(response.getKey());
            bodies(id + ", " + response.getKey(), resolved(response.getValue()), (type, body) -> {
                SimpleResponse.Builder answer = SimpleResponse.Builder.status(status);
                return Specification.VALIDATOR.validateResponse(
                        url, method, answer.withContentType(type).withBody(body).build());
            });
        }
    }

    private void bodies(String where, JsonNode message, Check check) {
        message.path("content").properties().forEach(content -> {
            String type = content.getKey();
            Map<String, JsonNode> examples = new TreeMap<>();
            if (content.getValue().has("example")) {
                examples.put("example", content.getValue().get("example"));
            }
            content.getValue()
                    .path("examples")
                    .properties()
                    .forEach(example -> examples.put(
                            example.getKey(), resolved(example.getValue()).get("value")));
            tests.add(dynamicTest(where + ", " + type, () -> {
                assertThat(examples).isNotEmpty();
                examples.forEach((name, example) -> {
                    String body = example.isTextual() ? example.asText() : example.toString();
                    assertThat(Specification.problems(check.of(type, body)))
                            .as("the example '%s' of %s in openapi/active-session.yaml", name, where)
                            .isEmpty();
                });
            }));
        });
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
    }
}
