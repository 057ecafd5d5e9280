package io.github.realtimekit.activesession.spec;

import java.util.ArrayList;
import java.util.List;

/**
 * One way in which upstream differs from our document.
 *
 * @param operation as in {@code POST active-session/kick}
 * @param container what has the member: {@code response } of a status, {@code response 201 $.data.poll.} of a field
 * @param member the status or the name of the field
 * @param change whether only one of the two has it
 * @param sort what a member has to share with another to be the same under a new name: its type, the status's first digit
 * @param text what is different
 * @param breaking whether a client that was written for our document can stop working
 */
record Difference(
        String operation, String container, String member, Change change, String sort, String text, boolean breaking) {
    enum Change {
        ONLY_OURS,
        ONLY_UPSTREAM,
        OTHER
    }

    /** Where and what, without the operation: how the file of kept differences names it. */
    String summary() {
        return container + member + ": " + text;
    }

    /** What vanished and what appeared in the same place, told as one change if there is just one of each. */
    static List<Difference> withRenames(List<Difference> differences) {
        List<Difference> told = new ArrayList<>(differences);
        for (Difference gone : differences) {
            List<Difference> vanished = besides(gone, Change.ONLY_OURS, differences);
            List<Difference> appeared = besides(gone, Change.ONLY_UPSTREAM, differences);
            if (gone.change == Change.ONLY_OURS && vanished.size() == 1 && appeared.size() == 1) {
                Difference fresh = appeared.get(0);
                told.set(
                        told.indexOf(gone),
                        new Difference(
                                gone.operation,
                                gone.container,
                                gone.member,
                                Change.OTHER,
                                gone.sort,
                                "not upstream, which has " + fresh.member + " instead",
                                gone.breaking || fresh.breaking));
                told.remove(fresh);
            }
        }
        return told;
    }

    private static List<Difference> besides(Difference one, Change change, List<Difference> differences) {
        return differences.stream()
                .filter(other -> other.change == change
                        && other.operation.equals(one.operation)
                        && other.container.equals(one.container)
                        && other.sort.equals(one.sort))
                .toList();
    }
}
