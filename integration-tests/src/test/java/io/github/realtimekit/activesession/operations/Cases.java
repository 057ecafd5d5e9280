package io.github.realtimekit.activesession.operations;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * Reports each failing case of a parameterized test by name, and how to run it alone: {@code -Dcase='KICK async'} runs
 * only the cases whose names start with that.
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
