package io.trivet.kafka;

/**
 * A value that Trivet gives a setting when the description does not.
 *
 * @param reason why, so that a reader can disagree
 * @param source where the value comes from
 */
public record SettingDefault(String key, String value, String reason, String source) {}
