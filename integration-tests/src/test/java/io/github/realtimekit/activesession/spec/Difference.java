package io.github.realtimekit.activesession.spec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One way in which upstream differs from our document.
 *
 * @param operation as in {@code POST active-session/kick}
 * @param container what has the member: {@code response } of a status, {@code response 201 $.data.poll.} of a field
 * @param member the status or the name of the field
 * @param sort of a member that only one of the two has: what it shares with the same one under a new name; else null
 * @param text what is different
 * @param breaking whether a client that was written for our document can fail
 */
record Difference(String operation, String container, String member, String sort, String text, boolean breaking) {

    /** Where and what, without the operation: how the file of kept differences names it. */
    String summary() {
        return container + member + ": " + text;
    }

    private boolean isGone() {
        return text.equals("not upstream");
    }

    /** What vanished and what appeared in the same place, as one change if there is just one of each. */
    static List<Difference> withRenames(List<Difference> differences) {
        List<Difference> named = new ArrayList<>();
        differences.stream()
                .collect(Collectors.groupingBy(
                        one -> one.sort == null ? one : List.of(one.operation, one.container, one.sort),
                        LinkedHashMap::new,
                        Collectors.toList()))
                .values()
                .forEach(alike -> {
                    Difference gone = alike.get(0);
                    if (alike.size() == 2 && gone.isGone() && !alike.get(1).isGone()) {
                        String text = "not upstream, which has " + alike.get(1).member + " instead";
                        boolean breaking = gone.breaking || alike.get(1).breaking;
                        named.add(new Difference(gone.operation, gone.container, gone.member, null, text, breaking));
                    } else {
                        named.addAll(alike);
                    }
                });
        return named;
    }
}
