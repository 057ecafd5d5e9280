package io.github.realtimekit.activesession.contract;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request.Method;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The examples of an OpenAPI document, and whether they follow it. */
final class SpecificationExamples {
    private final OpenAPI document;
    private final OpenApiInteractionValidator validator;
    private final List<String> problems = new ArrayList<>();
    private int examples;

    SpecificationExamples(String text) {
        document = new OpenAPIV3Parser().readContents(text).getOpenAPI();
        validator = OpenApiInteractionValidator.createForInlineApiSpecification(text)
                .withBasePathOverride("/")
                .build();
        document.getPaths().forEach((path, item) -> {
            String url = path.replaceAll("[{}]", "");
            item.readOperationsMap().forEach((method, operation) -> check(url, method, operation));
        });
    }

    /** One line for each example that breaks its schema, and each body without an example. */
    List<String> problems() {
        return problems;
    }

    int count() {
        return examples;
    }

    private void check(String url, PathItem.HttpMethod method, Operation operation) {
        String id = operation.getOperationId();
        if (operation.getRequestBody() != null) {
            each(id + ", request", operation.getRequestBody().getContent(), (where, type, body) -> {
                SimpleRequest request = new SimpleRequest.Builder(method.name(), url)
                        .withContentType(type)
                        .withAuthorization("Bearer a-token")
                        .withBody(body)
                        .build();
                note(where, validator.validateRequest(request));
            });
        }
        operation.getResponses().forEach((status, response) -> {
            int code = status.equals("default") ? 503 : Integer.parseInt(status);
            each(id + ", " + status, resolved(response).getContent(), (where, type, body) -> {
                SimpleResponse answer = SimpleResponse.Builder.status(code)
                        .withContentType(type)
                        .withBody(body)
                        .build();
                note(where, validator.validateResponse(url, Method.valueOf(method.name()), answer));
            });
        });
    }

    private interface Check {
        void of(String where, String type, String body);
    }

    private void each(String where, Content content, Check check) {
        if (content == null) {
            return;
        }
        content.forEach((type, media) -> {
            Map<String, Object> values = values(media);
            if (values.isEmpty()) {
                problems.add(where + ", " + type + ": there is no example");
            }
            values.forEach((name, value) -> {
                examples++;
                String body = type.equals("application/json") ? Json.pretty(value) : String.valueOf(value);
                check.of(where + ", " + name, type, body);
            });
        });
    }

    private Map<String, Object> values(MediaType media) {
        Map<String, Object> values = new LinkedHashMap<>();
        if (media.getExample() != null) {
            values.put("example", media.getExample());
        }
        if (media.getExamples() != null) {
            media.getExamples()
                    .forEach((name, example) ->
                            values.put(name, resolved(example).getValue()));
        }
        return values;
    }

    private void note(String where, ValidationReport report) {
        report.getMessages().stream()
                .filter(message -> message.getLevel() == ValidationReport.Level.ERROR)
                .forEach(message -> problems.add(where + ": " + message.getMessage() + message.getNestedMessages()));
    }

    private ApiResponse resolved(ApiResponse response) {
        return response.get$ref() == null
                ? response
                : document.getComponents().getResponses().get(name(response.get$ref()));
    }

    private Example resolved(Example example) {
        return example.get$ref() == null
                ? example
                : document.getComponents().getExamples().get(name(example.get$ref()));
    }

    private static String name(String reference) {
        return reference.substring(reference.lastIndexOf('/') + 1);
    }
}
