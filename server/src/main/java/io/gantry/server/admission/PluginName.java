package io.gantry.server.admission;

import org.jspecify.annotations.Nullable;

/**
 * What Kubernetes calls an admission plugin in its metrics.
 *
 * @param admits its name where it may change objects; null when it never does
 * @param validates its name where it may refuse; null when it never does
 */
record PluginName(@Nullable String admits, @Nullable String validates) {
    static PluginName of(Admission step) {
        String own = step.getClass().getSimpleName();
        return switch (own) {
            case "NamespaceLifecycle", "LimitRanger", "NodeRestriction" -> both(own);
            case "ServiceAccounts" -> both("ServiceAccount");
            case "Priorities" -> both("Priority");
            case "RuntimeClasses" -> both("RuntimeClass");
            case "NodeTaints" -> admits("TaintNodesByCondition");
            case "Tolerations" -> admits("DefaultTolerationSeconds");
            case "StorageClasses" -> admits("DefaultStorageClass");
            case "StorageProtection" -> admits("StorageObjectInUseProtection");
            case "IngressClasses" -> admits("DefaultIngressClass");
            case "PodTopologyLabels" -> admits(own);
            case "PodSecurity", "CertificateApproval", "CertificateSigning" -> validates(own);
            case "ClaimResize" -> validates("PersistentVolumeClaimResize");
            case "CertificateSubjects" -> validates("CertificateSubjectRestriction");
            case "TrustBundleAttest" -> validates("ClusterTrustBundleAttest");
            // Mutating policies, which are asked with the webhooks, are timed with them.
            case "Reinvoker" -> admits("MutatingAdmissionWebhook");
            case "ValidatingPolicies" -> validates("ValidatingAdmissionPolicy");
            case "Webhooks" -> validates("ValidatingAdmissionWebhook");
            // What is no plugin in Kubernetes, or works in the transaction alone.
            case "Escalations", "ClaimDevices", "ResourceQuotas" -> new PluginName(null, null);
            default -> both(own);
        };
    }

    private static PluginName both(String name) {
        return new PluginName(name, name);
    }

    private static PluginName admits(String name) {
        return new PluginName(name, null);
    }

    private static PluginName validates(String name) {
        return new PluginName(null, name);
    }
}
