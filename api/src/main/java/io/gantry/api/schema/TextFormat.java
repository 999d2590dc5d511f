package io.gantry.api.schema;

/**
 * What texts can be asked to look like. Each has a check of the same name, in camel case, in {@code
 * io.gantry.api.validation.Formats}; where Kubernetes' declarative validation has a name for the format, it is given here.
 */
public enum TextFormat {
    /** {@code k8s-short-name}: a lower-case label of at most 63 characters. */
    SHORT_NAME,
    /** {@code k8s-long-name}: lower-case labels with dots between them. */
    LONG_NAME,
    /** A short name that begins with a letter (RFC 1035). */
    DNS1035_LABEL,
    /** A long name of which the first label may be {@code *}. */
    HOST_PATTERN,
    /** {@code k8s-label-key}: a name with an optional prefix. */
    LABEL_KEY,
    /** The same in any case. */
    CASELESS_LABEL_KEY,
    /** {@code k8s-label-value}. */
    LABEL_VALUE,
    /** A map of label keys to label values. */
    LABELS,
    /** {@code k8s-path-segment-name}: what can stand between two slashes. */
    PATH_SEGMENT_NAME,
    /** A label key with a prefix, such as {@code acme.io/foo}. */
    DOMAIN_PREFIXED_PATH,
    CONFIG_MAP_KEY,
    ENV_VAR_NAME,
    /** The name of a port (IANA). */
    PORT_NAME,
    /** The number of a port or its name. */
    PORT,
    /** A number that is not negative, or a percentage. */
    INT_OR_PERCENT,
    /** If it is a percentage, at most 100 %. */
    AT_MOST_ALL,
    IP,
    /** The address of another machine: not unspecified, loopback, link-local or multicast. */
    ENDPOINT_IP,
    CIDR,
    /** The name of a CSI driver. */
    DRIVER_NAME,
    /** A path without {@code ..}, which stays inside of something. */
    LOCAL_PATH,
    /** The same for a name that volumes do not keep for themselves. */
    LOCAL_FILE_PATH,
    ABSOLUTE_PATH,
    /** Without white space at either end. */
    TRIMMED,
    TIME_ZONE,
    /** When a cron job runs. */
    CRON_SCHEDULE,
    /** What expressions in CEL can call something. */
    CEL_IDENTIFIER
}
