package io.gantry.api.schema;

/**
 * How a decoder shares what it reads between objects, by the encoded bytes. Equal values then exist once in memory: pods
 * of one template have the same containers, volumes and labels.
 */
public enum Sharing {
    /** The value as a whole: the sub-object, all entries of the map, all elements of the list. */
    WHOLE,
    /** Each element of a list by itself, from the second time it is seen: most differ from object to object. */
    EACH,
    /** Not the sub-object or element, but each of its fields as that field says. */
    INSIDE,
    /** Nothing, because it differs from object to object: names, uids, addresses, payloads. */
    NONE
}
