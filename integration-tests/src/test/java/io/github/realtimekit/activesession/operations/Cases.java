package io.github.realtimekit.activesession.operations;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * Reports each failing case of a parameterized test by its name, and runs it again alone: with
 * {@code -Dcase='KICK async'} only those run whose name begins so.
 */
public final class Cases implements ExecutionCondition, TestWatcher {
    private static final String WANTED = System.getProperty("case", "");

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return isCase(context) && !context.getDisplayName().startsWith(WANTED)
                ? ConditionEvaluationResult.disabled("another case was asked for")
                : ConditionEvaluationResult.enabled("no other case was asked for");
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        if (isCase(context)) {
            System.out.printf(
                    "FAILED, run it again with -Dtest=%s#%s -Dcase='%s'%n",
                    context.getRequiredTestClass().getSimpleName(),
                    context.getRequiredTestMethod().getName(),
                    context.getDisplayName());
        }
    }

    private static boolean isCase(ExtensionContext context) {
        return context.getUniqueId().contains("test-template-invocation:");
    }
}
