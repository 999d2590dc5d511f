package io.gantry.controllers.endpoints;

import io.gantry.api.KubeObject;
import io.gantry.api.discovery.v1.Endpoint;
import io.gantry.api.discovery.v1.EndpointPort;
import io.gantry.api.discovery.v1.EndpointSlice;
import io.gantry.api.discovery.v1.EndpointSliceBuilder;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.controllers.runtime.Owners;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How to change a set of slices so that it holds some endpoints, with few writes.
 *
 * <p>A slice holds endpoints of one address type that have the same ports, at most {@code max}. Endpoints stay in the slice
 * they are in. New ones go into slices that change anyway, then into the fullest that has room for all that are left, then
 * into new ones. Pure.
 *
 * @param create slices to create, without a name
 * @param update slices as they should be
 * @param delete slices that are not needed
 */
record SlicePlan(List<EndpointSlice> create, List<EndpointSlice> update, List<EndpointSlice> delete) {
    /** kube-controller-manager's {@code --max-endpoints-per-slice}. */
    static final int MAX = 100;

    /** What a slice is for. */
    record Group(String addressType, List<EndpointPort> ports) {
        Group {
            ports = List.copyOf(ports);
        }
    }

    private record Identity(List<String> addresses, String target) {
        static Identity of(Endpoint endpoint) {
            var target = endpoint.targetRef();
            return new Identity(endpoint.addresses(), target == null ? "" : String.valueOf(target.uid()));
        }
    }

    /**
     * @param owner what the slices belong to
     * @param labels what they are labeled with
     * @param wanted the endpoints of each group; an address type without endpoints has one empty group
     * @param existing the slices there are
     */
    static SlicePlan of(
            KubeObject owner,
            Map<String, String> labels,
            Map<Group, List<Endpoint>> wanted,
            List<EndpointSlice> existing,
            int max) {
        List<EndpointSlice> create = new ArrayList<>();
        List<EndpointSlice> update = new ArrayList<>();
        List<EndpointSlice> delete = new ArrayList<>();
        Map<Group, List<EndpointSlice>> byGroup = new LinkedHashMap<>();
        for (EndpointSlice slice : existing) {
            Group group = new Group(slice.addressType(), slice.ports());
            if (wanted.containsKey(group) && Owners.controlledBy(slice, owner)) {
                byGroup.computeIfAbsent(group, _ -> new ArrayList<>()).add(slice);
            } else {
                delete.add(slice);
            }
        }
        wanted.forEach((group, endpoints) -> {
            var planner = new Planner(owner, labels, group, max);
            planner.plan(endpoints, byGroup.getOrDefault(group, List.of()));
            create.addAll(planner.create);
            update.addAll(planner.update);
            delete.addAll(planner.delete);
        });
        return new SlicePlan(create, update, delete);
    }

    boolean isEmpty() {
        return create.isEmpty() && update.isEmpty() && delete.isEmpty();
    }

    /** Plans one group. */
    private static final class Planner {
        private final KubeObject owner;
        private final Map<String, String> labels;
        private final Group group;
        private final int max;
        final List<EndpointSlice> create = new ArrayList<>();
        final List<EndpointSlice> update = new ArrayList<>();
        final List<EndpointSlice> delete = new ArrayList<>();

        Planner(KubeObject owner, Map<String, String> labels, Group group, int max) {
            this.owner = owner;
            this.labels = labels;
            this.group = group;
            this.max = max;
        }

        private static final class Draft {
            final EndpointSlice before;
            final List<Endpoint> endpoints = new ArrayList<>();
            boolean changed;

            Draft(EndpointSlice before) {
                this.before = before;
            }
        }

        void plan(List<Endpoint> endpoints, List<EndpointSlice> slices) {
            Map<Identity, Endpoint> missing = new LinkedHashMap<>();
            endpoints.forEach(endpoint -> missing.putIfAbsent(Identity.of(endpoint), endpoint));
            List<Draft> drafts = new ArrayList<>();
            for (EndpointSlice slice : slices) {
                drafts.add(keep(slice, missing));
            }
            List<Endpoint> left = new ArrayList<>(missing.values());
            for (Draft draft : drafts) {
                if (draft.changed && !draft.endpoints.isEmpty()) {
                    fill(draft, left);
                }
            }
            if (!left.isEmpty() && left.size() < max) {
                drafts.stream()
                        .filter(draft -> draft.endpoints.size() + left.size() <= max)
                        .max(Comparator.comparingInt(draft -> draft.endpoints.size()))
                        .ifPresent(draft -> fill(draft, left));
            }
            while (!left.isEmpty()) {
                int count = Math.min(max, left.size());
                create.add(slice(List.copyOf(left.subList(0, count))));
                left.subList(0, count).clear();
            }
            boolean said = !endpoints.isEmpty(); // one empty slice says that there is nobody
            for (Draft draft : drafts) {
                if (draft.endpoints.isEmpty() && said) {
                    delete.add(draft.before);
                } else {
                    said = true;
                    write(draft);
                }
            }
            if (!said) {
                create.add(slice(List.of()));
            }
        }

        private Draft keep(EndpointSlice slice, Map<Identity, Endpoint> missing) {
            var draft = new Draft(slice);
            for (Endpoint endpoint : slice.endpoints()) {
                Endpoint now = missing.remove(Identity.of(endpoint));
                if (now != null) {
                    draft.endpoints.add(now);
                    draft.changed |= !now.equals(endpoint);
                } else {
                    draft.changed = true;
                }
            }
            draft.changed |= !slice.metadata().labels().equals(labels);
            return draft;
        }

        private void fill(Draft draft, List<Endpoint> left) {
            while (draft.endpoints.size() < max && !left.isEmpty()) {
                draft.endpoints.add(left.removeFirst());
                draft.changed = true;
            }
        }

        private void write(Draft draft) {
            if (draft.changed) {
                update.add(EndpointSliceBuilder.of(draft.before)
                        .metadata(ObjectMetaBuilder.of(draft.before.metadata())
                                .labels(labels)
                                .build())
                        .endpoints(draft.endpoints)
                        .build());
            }
        }

        private EndpointSlice slice(List<Endpoint> endpoints) {
            return EndpointSliceBuilder.of()
                    .metadata(ObjectMetaBuilder.of()
                            .namespace(owner.namespace())
                            .generateName(owner.name() + "-")
                            .labels(labels)
                            .ownerReferences(List.of(Owners.controller(owner)))
                            .build())
                    .addressType(group.addressType())
                    .ports(group.ports())
                    .endpoints(endpoints)
                    .build();
        }
    }
}
