package io.gantry.server.flowcontrol;

import io.gantry.server.request.RequestInfo;
import io.gantry.server.request.UserInfo;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The FlowSchemas that count, and the priority levels. Immutable; what the levels do goes on from one table to the next.
 *
 * @param entrances in the order in which they are tried; the last one takes whoever fits nowhere
 * @param levels by name, in its order
 */
record FlowTable(List<FlowEntrance> entrances, Map<String, PriorityLevel> levels) {
    FlowTable {
        entrances = List.copyOf(entrances);
    }

    FlowEntrance find(UserInfo user, RequestInfo info) {
        int last = entrances.size() - 1;
        for (int i = 0; i < last; i++) {
            FlowEntrance entrance = entrances.get(i);
            if (entrance.fits(user, info)) {
                return entrance;
            }
        }
        return entrances.get(last);
    }

    Collection<PriorityLevel> all() {
        return levels.values();
    }
}
