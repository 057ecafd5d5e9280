package io.github.realtimekit.activesession.spec;

import io.github.realtimekit.activesession.spec.SpecDocument.Route;
import java.io.IOException;
import java.util.Collection;
import java.util.List;

/**
 * Compares the facade with the document: every operation has its methods, stub and golden files, every parameter and
 * every field of a request can be sent, every field of a response has an accessor of the fitting type, every enum value
 * its constant, and the other way round. Each line says what to do to the one who changed the document.
 */
final class FacadeAudit {
    private FacadeAudit() {}

    /** What has to be done, one line each; empty if document and facade agree. */
    static List<String> problems(SpecDocument document, DeclaredDifferences declared) throws IOException {
        FacadeNames names = new FacadeNames(declared.names());
        Findings findings = new Findings(declared);
        ResponseAudit responses = new ResponseAudit(document, names, findings);
        OperationAudit operations = new OperationAudit(document, names, findings, responses);
        Collection<Route> routes = document.activeSessionRoutes().values();
        for (Route route : routes) {
            operations.operation(route);
            responses.responses(route);
        }
        operations.methodsWithoutOperation(routes);
        responses.accessorsWithoutField();
        TestsAudit.operations(routes, names, findings);
        names.unused()
                .forEach(name -> findings.add("openapi/differences.yaml names '" + name
                        + "', which the spec has not any more: remove it there"));
        return findings.lines();
    }
}
