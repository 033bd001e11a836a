extension SchemaDefinitions {
  /// What all three say: languages, intervals, files.
  static let shared = #"""
    "Interval": {
      "type": "object", "additionalProperties": false, "required": ["lower", "upper"], "description": "An interval that is to hold the true value of a figure in 95 of 100 samples.",
      "properties": {
        "lower": {"type": "number", "description": "Lower end."},
        "upper": {"type": "number", "description": "Upper end."}
      }
    }
    "Language": {"type": "string", "enum": ["zh", "en"], "description": "The language of reports and lists."}
    "Reproduction": {
      "type": "object", "additionalProperties": false, "required": ["command", "inputs", "seed"], "description": "What it takes to make the same model again.",
      "properties": {
        "command": {"type": "string", "description": "The command line."},
        "inputs": {"type": "array", "items": {"$ref": "#/$defs/Reproduction.File"}},
        "model": {"$ref": "#/$defs/Reproduction.File", "description": "The model file that came out."},
        "seed": {"type": "integer", "description": "Seed of all random choices."}
      }
    }
    "Reproduction.File": {
      "type": "object", "additionalProperties": false, "required": ["bytes", "crc32", "path"],
      "properties": {
        "bytes": {"type": "integer"},
        "crc32": {"type": "string", "description": "Eight hexadecimal digits."},
        "path": {"type": "string"}
      }
    }
    """#
}
