package io.github.realtimekit.activesession.contract;

import static com.atlassian.oai.validator.whitelist.rule.WhitelistRules.allOf;
import static com.atlassian.oai.validator.whitelist.rule.WhitelistRules.messageHasKey;
import static com.atlassian.oai.validator.whitelist.rule.WhitelistRules.responseStatusIs;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request.Method;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import com.atlassian.oai.validator.whitelist.ValidationErrorsWhitelist;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.http.LoggedResponse;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The OpenAPI document, and how it judges exchanges. */
final class Specification {
    static final String TEXT = read();

    static final OpenApiInteractionValidator VALIDATOR = OpenApiInteractionValidator.createForInlineApiSpecification(
                    TEXT)
            // A refused poll has no body, but refused credentials have one. OpenAPI cannot express that.
            .withWhitelist(ValidationErrorsWhitelist.create()
                    .withRule(
                            "a 400 with or without a body",
                            allOf(messageHasKey("validation.response.body.unexpected"), responseStatusIs(400))))
            .build();

    private Specification() {}

    private static String read() {
        try {
            return Files.readString(Path.of("../openapi/active-session.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is wrong with the request; empty if it matches the document. */
    static List<String> problemsOfRequest(ServeEvent event) {
        Request request = event.getRequest();
        SimpleRequest.Builder builder =
                new SimpleRequest.Builder(request.getMethod().getName(), request.getUrl());
        request.getHeaders().all().forEach(header -> builder.withHeader(header.key(), header.values()));
        if (request.getBody().length > 0) {
            builder.withBody(request.getBody());
        }
        return problems(VALIDATOR.validateRequest(builder.build()));
    }

    /** What is wrong with the response; empty if it matches the document. */
    static List<String> problemsOfResponse(ServeEvent event) {
        Request request = event.getRequest();
        LoggedResponse response = event.getResponse();
        SimpleResponse.Builder builder = SimpleResponse.Builder.status(response.getStatus());
        HttpHeaders headers = response.getHeaders();
        if (headers != null) {
            headers.all().forEach(header -> builder.withHeader(header.key(), header.values()));
        }
        if (response.getBody() != null && response.getBody().length > 0) {
            builder.withBody(response.getBody());
        }
        return problems(VALIDATOR.validateResponse(
                request.getUrl(), Method.valueOf(request.getMethod().getName()), builder.build()));
    }

    static List<String> problems(ValidationReport report) {
        return report.getMessages().stream()
                .filter(message -> message.getLevel() != ValidationReport.Level.IGNORE)
                .map(message -> message.getMessage() + message.getNestedMessages())
                .toList();
    }
}
