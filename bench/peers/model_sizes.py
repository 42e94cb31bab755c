"""The sizes of a CNN+LSTM hybrid, as its tensors and the metadata of its file tell them."""

from dataclasses import dataclass


@dataclass
class ModelSizes:
    """The defaults are the platform's own model."""

    channels: int = 15
    filter_sizes: tuple = (3, 5, 7, 11)
    filters: int = 64
    cnn_heads: int = 8
    hidden: int = 128
    layers: int = 3
    bidirectional: bool = True
    lstm_attention: int = 128
    fusion: int = 256
    fusion_heads: int = 8
    classes: int = 3
    targets: int = 2
    classification_hidden: int = 128
    regression_hidden: tuple = (128, 64)
    ensemble: int = 5
    ensemble_hidden: int = 128

    @property
    def cnn_width(self):
        return self.filters * len(self.filter_sizes)

    @property
    def lstm_width(self):
        return self.hidden * (2 if self.bidirectional else 1)

    def metadata(self):
        """What stands in no tensor."""
        return {"format": "pt", "architecture": "cnn_lstm_hybrid", "cnn_attention_heads": str(self.cnn_heads),
                "fusion_attention_heads": str(self.fusion_heads)}


def sizes_of(tensors, metadata):
    def rows(name):
        return tensors[f"{name}.weight"].shape[0]

    def count(pattern):
        number = 0
        while pattern.format(number) in tensors:
            number += 1
        return number

    convolution = "cnn_extractor.conv_layers.{}.weight"
    return ModelSizes(
        channels=tensors[convolution.format(0)].shape[1],
        filter_sizes=tuple(tensors[convolution.format(i)].shape[2] for i in range(count(convolution))),
        filters=tensors[convolution.format(0)].shape[0],
        cnn_heads=int(metadata.get("cnn_attention_heads", 8)),
        hidden=rows("lstm_processor.input_projection"),
        layers=count("lstm_processor.lstm_layers.{}.weight_ih_l0"),
        bidirectional="lstm_processor.lstm_layers.0.weight_ih_l0_reverse" in tensors,
        lstm_attention=rows("lstm_processor.attention.attention_linear"),
        fusion=rows("feature_fusion.cnn_projection"),
        fusion_heads=int(metadata.get("fusion_attention_heads", 8)),
        classes=rows("classification_head.4"),
        targets=rows("regression_head.layers.6"),
        classification_hidden=rows("classification_head.0"),
        regression_hidden=(rows("regression_head.layers.0"), rows("regression_head.layers.3")),
        ensemble=count("ensemble_models.{}.0.weight"),
        ensemble_hidden=rows("ensemble_models.0.0"),
    )
