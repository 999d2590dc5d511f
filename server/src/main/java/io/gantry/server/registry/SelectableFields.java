package io.gantry.server.registry;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.core.v1.Event;
import io.gantry.server.schema.CustomVersion;
import java.util.List;
import java.util.Map;

/**
 * The fields that a field selector may name, beyond {@code metadata.name} and {@code metadata.namespace}: the list of
 * Kubernetes 1.36's {@code AddFieldLabelConversionFunc} calls.
 */
final class SelectableFields {
    private static final List<String> EVENT = List.of(
            "involvedObject.kind",
            "involvedObject.namespace",
            "involvedObject.name",
            "involvedObject.uid",
            "involvedObject.apiVersion",
            "involvedObject.resourceVersion",
            "involvedObject.fieldPath",
            "reason",
            "reportingComponent",
            "source",
            "type");

    private static final Map<String, List<String>> BY_RESOURCE = Map.ofEntries(
            Map.entry(
                    "pods",
                    List.of(
                            "spec.nodeName",
                            "spec.restartPolicy",
                            "spec.schedulerName",
                            "spec.serviceAccountName",
                            "spec.hostNetwork",
                            "status.phase",
                            "status.podIP",
                            "status.podIPs",
                            "status.nominatedNodeName")),
            Map.entry("nodes", List.of("spec.unschedulable")),
            Map.entry("namespaces", List.of("status.phase")),
            Map.entry("secrets", List.of("type")),
            Map.entry("services", List.of("spec.clusterIP", "spec.type")),
            Map.entry("events", EVENT),
            Map.entry("events.events.k8s.io", EVENT),
            Map.entry("replicationcontrollers", List.of("status.replicas")),
            Map.entry("replicasets.apps", List.of("status.replicas")),
            Map.entry("jobs.batch", List.of("status.successful")),
            Map.entry("certificatesigningrequests.certificates.k8s.io", List.of("spec.signerName")),
            Map.entry("clustertrustbundles.certificates.k8s.io", List.of("spec.signerName")),
            Map.entry("podcertificaterequests.certificates.k8s.io", List.of("spec.signerName", "spec.nodeName")),
            Map.entry("resourceslices.resource.k8s.io", List.of("spec.nodeName", "spec.driver")));

    private SelectableFields() {}

    /** @throws IllegalArgumentException when objects of this kind cannot be selected by the field */
    static void check(Kind<?> kind, String field) {
        if (field.equals("metadata.name") || field.equals("metadata.namespace")) {
            return;
        }
        List<String> own =
                kind.custom() ? CustomVersion.of(kind).selectable() : BY_RESOURCE.get(kind.qualifiedResource());
        if (own == null) {
            throw new IllegalArgumentException(
                    '"' + field + "\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\"");
        }
        if (!own.contains(field)) {
            throw new IllegalArgumentException("field label not supported: " + field);
        }
    }

    /** The field's value as selectors compare it. */
    static String value(KubeObject object, String field) {
        return switch (field) {
            case "metadata.name" -> object.name();
            case "metadata.namespace" -> object.namespace();
            case "spec.hostNetwork", "spec.unschedulable" -> {
                String text = FieldValues.text(object, field);
                yield text.isEmpty() ? "false" : text;
            }
            case "status.replicas", "status.successful" -> {
                String text = FieldValues.text(object, field.equals("status.successful") ? "status.succeeded" : field);
                yield text.isEmpty() ? "0" : text;
            }
            case "source" -> {
                String component = FieldValues.text(object, "source.component");
                yield component.isEmpty() && object instanceof Event event && event.reportingComponent() != null
                        ? event.reportingComponent()
                        : component;
            }
            default -> FieldValues.text(object, field);
        };
    }
}
